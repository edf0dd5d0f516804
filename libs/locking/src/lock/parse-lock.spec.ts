import { sha256Of } from '@layerkit/artifact/digest';
import { isLayerkitError } from '@layerkit/failure';
import { architectures, runtimes } from '@layerkit/platform-resolution';
import fc from 'fast-check';
import { formatLock } from './format-lock.ts';
import type { Lock } from './lock.ts';
import { parseLock } from './parse-lock.ts';

const name = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,2}$/);
const version = fc.stringMatching(
  /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}(?:rc[0-9])?(?:\.post[0-9])?(?:\+[a-z]{1,5})?$/,
);
const digest = fc.string().map((text) => sha256Of(text));
const pin = fc.record(
  { name, version, sha256: digest, from: fc.constant('sdist' as const) },
  { requiredKeys: ['name', 'version', 'sha256'] },
);
const packages = fc
  .uniqueArray(pin, { selector: (one) => one.name, maxLength: 12 })
  .map((pins) => [...pins].sort((a, b) => (a.name < b.name ? -1 : 1)));
const lock: fc.Arbitrary<Lock> = fc.record({
  target: fc.record({
    runtime: fc.constantFrom(...runtimes),
    architecture: fc.constantFrom(...architectures),
  }),
  inputsDigest: digest,
  packages,
});

const problemsOf = (text: string): readonly string[] => {
  try {
    parseLock(text, 'lock.txt');
  } catch (error) {
    if (isLayerkitError(error) && error.code === 'lock/invalid') return error.problems;
    throw error;
  }
  return [];
};

it('parseLock reads every lock that formatLock writes, with any line ends', () => {
  fc.assert(
    fc.property(lock, fc.constantFrom('\n', '\r\n', '\r'), (made, lineEnd) => {
      expect(parseLock(formatLock(made).replaceAll('\n', lineEnd), 'lock.txt')).toEqual(made);
    }),
  );
});

it('every changed, removed or added character is detected', () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.constantFrom(0, 1),
    fc.constantFrom('', '0', 'a', '#', ' ', '=', '.', '\n'),
  );
  fc.assert(
    fc.property(lock, edit, (made, [where, length, put]) => {
      const text = formatLock(made);
      const at = where % (text.length - 1);
      const edited = text.slice(0, at) + put + text.slice(at + length);
      fc.pre(edited !== text);
      expect(problemsOf(edited)).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('every removed or moved line is detected', () => {
  fc.assert(
    fc.property(lock, fc.nat(), fc.nat(), (made, from, to) => {
      const lines = formatLock(made).split('\n').slice(0, -1);
      const [moved = ''] = lines.splice(from % lines.length, 1);
      expect(problemsOf(`${lines.join('\n')}\n`)).not.toEqual([]);
      lines.splice(to % (lines.length + 1), 0, moved);
      const text = `${lines.join('\n')}\n`;
      if (text !== formatLock(made)) expect(problemsOf(text)).not.toEqual([]);
    }),
  );
});

it('every problem is reported with its line', () => {
  const pin = `six==1.17.0 --hash=sha256:${'0'.repeat(64)}`;
  const text = [
    '# Made by layerkit',
    '# format: 2',
    '# target: python3.8/x86_64',
    '# inputs: sha256:abc',
    '<<<<<<< HEAD',
    pin,
    pin,
    'idna>=3',
    `attrs==x --hash=sha256:${'0'.repeat(64)}`,
    `Boto3==1.0 --hash=sha256:${'0'.repeat(64)}`,
    `${pin} --hash=sha256:${'1'.repeat(64)}`,
    'six==1.17.0 --hash=md5:00',
    `cffi==1.0 --hash=sha256:${'0'.repeat(64)}`,
    `https://example.org/six.whl --hash=sha256:${'0'.repeat(64)}`,
  ].join('\n');
  expect(problemsOf(text).join('\n')).toMatchInlineSnapshot(`
   "line 3: unknown runtime “python3.8”
   line 5: expected “# digest: sha256:…”
   line 4: “abc” is not a SHA-256 in lowercase hexadecimal
   line 2: unknown format 2; this version of layerkit reads format 1
   line 7: “six” is listed twice
   line 8: “idna>=3” is not NAME==VERSION --hash=sha256:DIGEST
   line 9: “x” is not a version
   line 10: “Boto3” is not a normalized project name
   line 11: “six” has 2 hashes; a lock has only the hash of the chosen file
   line 12: “--hash=md5:00” is not a SHA-256 in lowercase hexadecimal
   line 13: “cffi” is out of order
   line 14: “https://example.org/six.whl --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000” is not NAME==VERSION --hash=sha256:DIGEST"
  `);
});

const six = {
  target: { runtime: 'python3.12', architecture: 'x86_64' },
  inputsDigest: sha256Of(''),
  packages: [{ name: 'six', version: '1.17.0', sha256: sha256Of('six') }],
} as const;

it('an edit that leaves a well-formed lock does not match the digest', () => {
  const edited = formatLock(six).replace('1.17.0', '1.16.0');
  expect(() => parseLock(edited, 'lock.txt')).toThrowWithCode('lock/invalid', {
    message: 'lock.txt is not a valid lock',
    problems: ['it was edited: its lines do not match the digest in its header'],
    hint: 'Restore it from version control, or run the project’s lock target with --upgrade to create it again. Pin versions in the requirements, not in the lock.',
  });
});

it.each([
  [2, '# format: 2', 'unknown format 2; this version of layerkit reads format 1'],
  [4, '# inputs: sha256:abc', '“abc” is not a SHA-256 in lowercase hexadecimal'],
  [5, '# digest: sha256:abc', '“abc” is not a SHA-256 in lowercase hexadecimal'],
])('a header whose line %i is “%s” has one problem', (number, line, problem) => {
  const lines = formatLock({ ...six, packages: [] }).split('\n');
  expect(problemsOf(lines.with(number - 1, line).join('\n'))).toEqual([`line ${number}: ${problem}`]);
});

const zeros = '0'.repeat(64);

it.each([
  [` six==1 --hash=sha256:${zeros}`, '“$” is not NAME==VERSION --hash=sha256:DIGEST'],
  [`six==1 --hash=sha256:${zeros} `, '“$” is not NAME==VERSION --hash=sha256:DIGEST'],
  [`six==1 --hash=sha256:${zeros}0`, `“--hash=sha256:${zeros}0” is not a SHA-256 in lowercase hexadecimal`],
  [
    `six==1 --hash=x--hash=sha256:${zeros}`,
    `“--hash=x--hash=sha256:${zeros}” is not a SHA-256 in lowercase hexadecimal`,
  ],
  [`a--b==1 --hash=sha256:${zeros}`, '“a--b” is not a normalized project name'],
  [`a$b==1 --hash=sha256:${zeros}`, '“a$b” is not a normalized project name'],
  [`$ab==1 --hash=sha256:${zeros}`, '“$ab” is not a normalized project name'],
  [`ab$==1 --hash=sha256:${zeros}`, '“ab$” is not a normalized project name'],
])('the pin “%s” has one problem', (line, problem) => {
  const text = `${formatLock({ ...six, packages: [] })}${line}\n`;
  expect(problemsOf(text)).toEqual([`line 6: ${problem.replace('“$”', () => `“${line}”`)}`]);
});

it('an empty file is not a lock', () => {
  expect(problemsOf('')).toHaveLength(5);
});
