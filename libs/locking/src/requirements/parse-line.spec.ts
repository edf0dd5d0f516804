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

const ending = 'the path of the URL must end in .whl, .tar.gz or .zip';
const nameIt = 'write it as NAME @ URL, with the name of the package';
const repositories = 'of repositories, only git+https and git+ssh can be locked';
const only = 'remove it, and set UV_DEFAULT_INDEX or UV_FIND_LINKS to the only place of packages';
const alone = 'write it on a line of its own';
const hashes = 'the lock has its own hashes';
const code = 'write it on a line of its own';
const wheels = 'layers are made from wheels only';
const others = 'use only -r, -c, -i, --extra-index-url and -f';

it.each([
  ['--no-index', only],
  ['-i', alone],
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
  ['six -i x', '-i', alone],
])('the option after a requirement in “%s” is named: %s', (text, option, advice) => {
  expect(parseLine(text)).toEqual({
    kind: 'problem',
    problem: `the option ${option} is not supported; ${advice}`,
  });
});

it.each([
  ['six==${VERSION}', '“six==${VERSION}”: environment variables are not supported in requirements'],
  ['six-', '“six-” is not a requirement by name, like six or six>=1.16, nor a path like ./six'],
  ['.six', '“.six” is not a requirement by name, like six or six>=1.16, nor a path like ./six'],
  ['six[a', '“six[a” is not a requirement by name, like six or six>=1.16, nor a path like ./six'],
  [`-r ${hidden}/more.in`, '“https://***@example.org/more.in”: only files can be included'],
  [`--no-index=${hidden}`, `the option “--no-index=https://***@example.org” is not supported; ${only}`],
  [`-i ${hidden} b`, '“-i https://***@example.org b” names several places; write one a line'],
  [`six @ ${hidden}/six`, `“six @ https://***@example.org/six”: ${ending}`],
  [`${hidden}/six.whl`, `“https://***@example.org/six.whl”: ${nameIt}`],
  [
    '-e git+https://h/six.git',
    '“-e git+https://h/six.git”: only a folder can be editable; write a repository as NAME @ git+URL',
  ],
  [
    './six-1.0.tar.gz',
    '“./six-1.0.tar.gz”: of local files, only wheels can be locked; name the folder of the project instead',
  ],
  [
    '-e ../six --config-settings=x',
    '“-e ../six --config-settings=x”: options after a path are not supported',
  ],
  [
    'six @ ftp://h/six.whl',
    '“six @ ftp://h/six.whl”: packages can be locked from https, git and file URLs, and from paths',
  ],
  ['six @ hg+https://h/six', `“six @ hg+https://h/six”: ${repositories}`],
])('“%s” is a problem, shown without credentials', (text, problem) => {
  expect(parseLine(text)).toEqual({ kind: 'problem', problem });
});

it.each([
  ['-i https://example.org', 'main', 'https://example.org'],
  ['-ihttps://example.org', 'main', 'https://example.org'],
  ['--index-url=https://example.org', 'main', 'https://example.org'],
  ['--extra-index-url "https://example.org"', 'extra', 'https://example.org'],
  ['-f x', 'find-links', 'x'],
  ['--find-links = x', 'find-links', 'x'],
])('“%s” names a place of packages: %s', (text, as, place) => {
  expect(parseLine(text)).toEqual({ kind: 'place', as, place });
});

it('--trusted-host is ignored, because certificates are always checked', () => {
  expect(parseLine('--trusted-host x').kind).toBe('ignored');
});

it.each([
  ['Six @ https://h/six-1.0-py3-none-any.whl', 'https://h/six-1.0-py3-none-any.whl', 'wheel'],
  [
    'six[a]@https://h/six-1.0.whl?x#sha256=0 ; os_name == "posix"',
    'https://h/six-1.0.whl?x#sha256=0',
    'wheel',
  ],
  ['six @ https://h/v1.0.tar.gz', 'https://h/v1.0.tar.gz', 'sdist'],
  ['six @ git+ssh://git@h/six.git@abc#egg=six', 'git+ssh://git@h/six.git@abc#egg=six', 'git'],
])('“%s” is a requirement for six at %s', (text, url, form) => {
  expect(parseLine(text)).toEqual({ kind: 'requirement', name: 'six', text, at: { url, form } });
});

it.each([
  ['-e .', '.', {}],
  ['-e../six', '../six', {}],
  ['--editable=../six[a,B_c]', '../six', { extras: ['a', 'b-c'] }],
  ['.[a]', '.', { extras: ['a'] }],
  ['./six ; python_version < "3.13"', './six', { marker: 'python_version < "3.13"' }],
  ['libs/six', 'libs/six', {}],
  ['/abs/six', '/abs/six', {}],
  ['file:../six#egg=six', '../six', {}],
  ['file:///abs/s%20ix', '/abs/s ix', {}],
  [
    'Six[a] @ file:../six ; os_name == "posix"',
    '../six',
    { name: 'six', extras: ['a'], marker: 'os_name == "posix"' },
  ],
  ['six @ ../six', '../six', { name: 'six' }],
  ['./six-1.0-py3-none-any.whl', './six-1.0-py3-none-any.whl', { form: 'wheel' }],
])('“%s” names the path %s', (text, path, more) => {
  const parsed = { kind: 'local', form: 'folder', extras: [], marker: undefined, path, ...more };
  expect(parseLine(text)).toEqual(parsed);
});
