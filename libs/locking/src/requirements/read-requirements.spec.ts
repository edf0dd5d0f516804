import { failureOf } from '@layerkit/testing-matchers';
import { layerProjects } from '../../test/layer-project.ts';
import { readRequirements } from './read-requirements.ts';

const project = layerProjects();

const read = async (text: string, files: Readonly<Record<string, string>> = {}) => {
  const { projectRoot } = await project(text, files);
  const { requirements, constraints } = await readRequirements(projectRoot, 'requirements.in');
  const lines = (of: typeof requirements) => of.map((line) => `${line.where} ${line.text}`);
  return { requirements: lines(requirements), constraints: lines(constraints) };
};

it('comments, blank lines, continued lines, a byte order mark and Windows line ends are supported', async () => {
  const text =
    '\uFEFF# first\r\nsix # why\r\n\r\nboto3 \\\r\n  >= 1.40\r\n  Jinja2[i18n]~=3.0; python_version<"4"\r\n#x\\\r\nidna';
  expect((await read(text)).requirements).toEqual([
    'requirements.in:2 six',
    'requirements.in:4 boto3   >= 1.40',
    'requirements.in:6 Jinja2[i18n]~=3.0; python_version<"4"',
    'requirements.in:8 idna',
  ]);
});

it('-r and -c are relative to their file, and each file is read once', async () => {
  const files = {
    'more/a.in': '-r../requirements.in\n--constraint=limits.txt\nidna\n',
    'more/limits.txt': '-r deep.txt\nsix<2\n',
    'more/deep.txt': 'idna<4\n',
  };
  expect(await read('-r more/a.in\nsix\n-c more/limits.txt\n', files)).toEqual({
    requirements: ['more/a.in:3 idna', 'requirements.in:2 six'],
    constraints: ['more/deep.txt:1 idna<4', 'more/limits.txt:2 six<2'],
  });
});

it('the error lists each line that can’t be locked, without credentials', async () => {
  const { projectRoot } = await project(
    [
      '--no-index --index-url https://user:secret@example.org/simple',
      'six @ https://user:secret@example.org/six.exe',
      'git+https://user:secret@example.org/six.git',
      './six.whl',
      '-e git+https://user:secret@example.org/six.git',
      'six==1.17.0 --hash=sha256:00',
      'six==${VERSION}',
      '--pre',
      '-r absent.in',
      '-r https://user:secret@example.org/more.in',
      'six==1.17.0',
    ].join('\n'),
  );
  const { code, problems } = await failureOf(readRequirements(projectRoot, 'requirements.in'));
  expect(code).toBe('requirements/invalid');
  expect(problems.map((problem) => problem.split(':')[1])).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
  ]);
  expect(problems[0]).toContain('UV_DEFAULT_INDEX');
  expect(problems.join('\n')).not.toContain('secret');
});

it('the error for a missing requirements file names it', async () => {
  const { projectRoot } = await project('six');
  const { code, message } = await failureOf(readRequirements(projectRoot, 'other.in'));
  expect(code).toBe('requirements/missing');
  expect(message).toContain('other.in');
});
