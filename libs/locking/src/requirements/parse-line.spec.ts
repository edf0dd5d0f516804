import { parseLine } from './parse-line.ts';

const hidden = 'https://user:secret@example.org';

it.each([
  ['six', 'six'],
  ['Jinja2[i18n] ~= 3.0 ; python_version < "4"', 'jinja2'],
  ['Foo._-Bar (>=1)', 'foo-bar'],
  ['a>=1', 'a'],
  ['a!=1', 'a'],
  ['a==1', 'a'],
  ['a~=1', 'a'],
  ['a<1', 'a'],
  ['a;python_version<"4"', 'a'],
  ['a [b]', 'a'],
  ['a-b2', 'a-b2'],
  ['six==1-post1', 'six'],
])('“%s” is a requirement for %s', (text, name) => {
  expect(parseLine(text)).toEqual({ kind: 'requirement', name, text });
});

it.each([
  ['-r more.in', 'requirements', 'more.in'],
  ['-rmore.in', 'requirements', 'more.in'],
  ['-r=more.in', 'requirements', 'more.in'],
  ['--requirement more.in', 'requirements', 'more.in'],
  ['--requirement = my more.in', 'requirements', 'my more.in'],
  ['-c limits.txt', 'constraints', 'limits.txt'],
  ['-climits.txt', 'constraints', 'limits.txt'],
  ['--constraint=--r.txt', 'constraints', '--r.txt'],
])('“%s” includes %s', (text, as, path) => {
  expect(parseLine(text)).toEqual({ kind: 'include', as, path });
});

const indexes = 'set UV_DEFAULT_INDEX and UV_INDEX to package indexes';
const hashes = 'the lock has its own hashes';
const code = 'set “sources” of layer.json to add own code';
const wheels = 'layers are made from wheels only';
const others = 'use only -r and -c';

it.each([
  ['-i https://example.org', indexes],
  ['--index-url https://example.org', indexes],
  ['--extra-index-url x', indexes],
  ['--no-index', indexes],
  ['-f x', indexes],
  ['--find-links x', indexes],
  ['--trusted-host x', indexes],
  ['-e .', code],
  ['--editable .', code],
  ['--no-binary :all:', wheels],
  ['--only-binary :all:', wheels],
  ['--prefer-binary', wheels],
  ['--pre', others],
  ['--requirementmore.in', others],
  ['-r', others],
])('the option “%s” is not supported: %s', (text, advice) => {
  expect(parseLine(text)).toEqual({
    kind: 'problem',
    problem: `the option “${text}” is not supported; ${advice}`,
  });
});

it.each([
  ['six==1 --hash=sha256:00', '--hash', hashes],
  ['six --config-settings=x', '--config-settings', others],
  ['six -e', '-e', code],
])('the option after a requirement in “%s” is named: %s', (text, option, advice) => {
  expect(parseLine(text)).toEqual({
    kind: 'problem',
    problem: `the option ${option} is not supported; ${advice}`,
  });
});

it.each([
  ['six==${VERSION}', '“six==${VERSION}”: environment variables are not supported in requirements'],
  [
    `six @ ${hidden}/six.whl`,
    '“six @ https://***@example.org/six.whl” is not a requirement by name, like six or six>=1.16 (files and URLs can’t be locked)',
  ],
  [
    './six.whl',
    '“./six.whl” is not a requirement by name, like six or six>=1.16 (files and URLs can’t be locked)',
  ],
  ['six-', '“six-” is not a requirement by name, like six or six>=1.16 (files and URLs can’t be locked)'],
  ['.six', '“.six” is not a requirement by name, like six or six>=1.16 (files and URLs can’t be locked)'],
  ['six[a', '“six[a” is not a requirement by name, like six or six>=1.16 (files and URLs can’t be locked)'],
  [`-r ${hidden}/more.in`, '“https://***@example.org/more.in”: only files can be included'],
  [`--index-url ${hidden}`, `the option “--index-url https://***@example.org” is not supported; ${indexes}`],
])('“%s” is a problem, shown without credentials', (text, problem) => {
  expect(parseLine(text)).toEqual({ kind: 'problem', problem });
});
