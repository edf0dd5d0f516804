import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { architectures, runtimes } from '../index.ts';
import { evaluateMarker, markerEnvironment, parseRequirement, satisfies } from '../requirements.ts';
import { requirementLines } from '../../test/requirement-lines.ts';

/** The oracle: the `packaging` of the host’s pip. */
const python = (script: string, input: unknown): unknown =>
  JSON.parse(
    execFileSync(process.platform === 'win32' ? 'python' : 'python3', ['-c', script], {
      encoding: 'utf8',
      input: JSON.stringify(input),
    }),
  );

const readRequirements = `
import json, sys
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

def read(line, environments):
    try:
        found = Requirement(line)
    except InvalidRequirement:
        return None
    holds = found.marker.evaluate if found.marker else lambda _: True
    extras = sorted(canonicalize_name(extra) for extra in found.extras)
    return [canonicalize_name(found.name), extras, [holds(environment) for environment in environments]]

task = json.load(sys.stdin)
print(json.dumps([read(line, task["environments"]) for line in task["lines"]]))
`;

const contains = `
import json, sys
from pip._vendor.packaging.specifiers import SpecifierSet
print(json.dumps([SpecifierSet(s).contains(v, prereleases=True) for v, s in json.load(sys.stdin)]))
`;

const environments = runtimes.flatMap((runtime) =>
  architectures.flatMap((architecture) =>
    ['', 'all', 'socks', 'test', 'dev'].map((extra) => ({
      ...markerEnvironment({ runtime, architecture }),
      // Older releases of packaging refuse a marker on an empty value
      platform_release: '5.10',
      extra,
    })),
  ),
);

const readByUs = (line: string): unknown => {
  const found = parseRequirement(line);
  if (found === undefined) return null;
  const holds = environments.map(
    ({ extra, ...environment }) =>
      found.marker === undefined || evaluateMarker(found.marker, environment, extra),
  );
  return [found.name, [...found.extras].sort(), holds];
};

it('Requires-Dist lines of published packages mean the same as in packaging, on every target', () => {
  expect(requirementLines.map((line) => [line, readByUs(line)])).toEqual(
    (python(readRequirements, { lines: requirementLines, environments }) as unknown[]).map((read, at) => [
      requirementLines[at],
      read,
    ]),
  );
});

const number = fc.constantFrom('0', '1', '2', '10');
const release = fc.array(number, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const version = fc
  .tuple(
    release,
    fc.constantFrom('', '', '', 'a1', 'b2', 'rc1', '.post1', '.post2', '.dev1', 'rc1.dev2', '+local.1'),
  )
  .map((parts) => parts.join(''));
const specifier = fc
  .tuple(fc.constantFrom('==', '!=', '<=', '>=', '<', '>', '~='), version, fc.boolean())
  .filter(([operator, text]) => operator !== '~=' || /^\d+\.\d/.test(text))
  .filter(([operator, text]) => operator === '==' || operator === '!=' || !text.includes('+'))
  .map(([operator, text, prefix]) =>
    prefix && /^[!=]=$/.test(operator) && /^[\d.]+$/.test(text) ? `${operator}${text}.*` : operator + text,
  );

/** Older releases of packaging decide these differently; we follow the newest. */
const disputed = (text: string, specifiers: string): boolean =>
  /<[\d.]+\.post|>[^=,]*(?:a|b|rc|dev)/.test(specifiers) ||
  [...specifiers.matchAll(/([\d.]+)\.\*|~=([\d.]+)/g)].some(
    ([, prefix = '', series = '']) => length(prefix || series) > length(/^[\d.]+/.exec(text)?.[0] ?? ''),
  );

const length = (dotted: string): number => dotted.split('.').filter((part) => part !== '').length;

it('a version meets the same specifiers as in packaging', () => {
  const specifiers = fc.array(specifier, { maxLength: 3 }).map((all) => all.join(','));
  const pairs = fc.sample(fc.tuple(version, specifiers), 4000).filter((pair) => !disputed(...pair));
  const expected = python(contains, pairs) as readonly boolean[];
  const differing = pairs
    .map(([text, wanted], at) => [text, wanted, satisfies(text, wanted), expected[at]])
    .filter(([, , ours, theirs]) => ours !== theirs);
  expect(differing).toEqual([]);
  expect(expected.filter((meets) => meets).length).toBeGreaterThan(500);
});

it('an installed version meets specifiers as in the newest packaging', () => {
  const all = [
    ['2.0', '>2.0rc1', true],
    ['2.0.post1', '>2.0', false],
    ['2.0.post1', '>2.0rc1', true],
    ['2.0rc1', '<2.0', false],
    ['2.0rc1', '<2.0.post1', true],
    ['2', '==2.0.*', true],
    ['2', '~=2.0.0b2', true],
    ['2.0rc1', '>=1', true],
  ] as const;
  expect(all.map(([version, specifiers]) => satisfies(version, specifiers))).toEqual(
    all.map(([, , meets]) => meets),
  );
});
