import fc from 'fast-check';
import { python } from '@layerkit/testing-host';
import { newestFinal } from './newest-final.ts';
import { isPreRelease } from './pre-release.ts';

/** The oracle: the `packaging` that every pip bundles. */
const oracle = `
import json, sys
from pip._vendor.packaging.version import Version

def answer(versions):
    finals = [Version(version) for version in versions if not Version(version).is_prerelease]
    best = max(finals, key=lambda version: Version(version.public), default=None)
    return [[Version(version).is_prerelease for version in versions], best and best.public]

print(json.dumps([answer(versions) for versions in json.loads(sys.argv[1])]))
`;

const number = fc.integer({ min: 0, max: 12 }).map(String);
const maybe = (...texts: readonly string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant('') }, ...texts.map((text) => number.map((n) => text + n)));

const version = fc
  .tuple(
    fc.constantFrom('', '', '', '1!', '2!'),
    fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
    maybe('a', 'b', 'rc', '.beta', '-c', '_alpha.', 'preview'),
    maybe('.post', '-', '-r', 'rev', '_post'),
    maybe('.dev', '-dev', 'dev'),
    fc.constantFrom('', '', '', '+abc', '+cpu.1', '+dev'),
  )
  .map((parts) => parts.join(''));

it('pre-releases and the newest final version are those of packaging.version', async () => {
  const lists = fc.sample(fc.array(version, { maxLength: 8 }), { numRuns: 500, seed: 1 });
  const answers = (await python(oracle, JSON.stringify(lists))) as [boolean[], string | null][];
  const normal = (await python(
    `import json, sys
from pip._vendor.packaging.version import Version
print(json.dumps([text and Version(text).public for text in json.loads(sys.argv[1])]))`,
    JSON.stringify(lists.map((versions) => newestFinal(versions) ?? null)),
  )) as (string | null)[];
  expect(lists.map((versions) => versions.map(isPreRelease))).toEqual(answers.map(([pre]) => pre));
  expect(normal.map(withoutZeros)).toEqual(answers.map(([, newest]) => withoutZeros(newest)));
});

/** Removes trailing zeros: two versions that differ only in them are equal. */
const withoutZeros = (text: string | null): string | undefined => text?.replace(/(?:\.0)+(?=$|\.post)/, '');
