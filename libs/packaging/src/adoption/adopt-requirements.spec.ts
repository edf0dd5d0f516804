import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { testEnvironment } from '@layerkit/testing-packages';
import { adoptRequirements } from './adopt-requirements.ts';
import { preferencesFor } from './versions-changed.ts';

const scratch = temporaryFolders();
const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> =>
  writeTree(await scratch(), files);

const adopt = async (text: string, more: Readonly<Record<string, string>> = {}) =>
  adoptRequirements(join(await folderWith({ 'requirements.txt': text, ...more }), 'requirements.txt'));

const hash = `--hash=sha256:${'0'.repeat(64)}`;

describe('a file written by hand', () => {
  it('is adopted unchanged, with its comments', async () => {
    const text = '# what we need\nsix  # really\n\nboto3>=1.40 ; python_version >= "3.10"\n';
    expect(await adopt(text)).toEqual({
      requirements: text.trimEnd().split('\n'),
      constraints: [],
      pins: [],
      isComplete: false,
      messages: [],
    });
  });

  it('is merged with the files that it includes, and constraints stay constraints', async () => {
    const adopted = await adopt('six\r\n-r more/base.txt\n-c limits.txt\n', {
      'more/base.txt': 'Idna==3.7\n-r ../requirements.txt\n',
      'limits.txt': `urllib3==2.2.0 \\\n    ${hash}\n-r more-limits.txt\n`,
      'more-limits.txt': 'certifi<2025\n',
    });
    expect(adopted).toMatchObject({
      requirements: ['six', 'Idna==3.7'],
      constraints: ['urllib3==2.2.0', 'certifi<2025'],
      pins: [{ name: 'idna', version: '3.7' }],
    });
  });

  it('keeps all pins with a message if comments do not show the requirements', async () => {
    const frozen = `--only-binary :all:\n--require-hashes\nsix==1.16.0 ${hash}\nidna===3.7 \\\n  ${hash} \\\n  ${hash}\n`;
    const adopted = await adopt(frozen);
    expect(adopted).toMatchObject({ requirements: ['six==1.16.0', 'idna===3.7'], isComplete: false });
    expect(adopted.messages).toEqual([expect.stringContaining('The file does not show')]);
    expect(adopted.pins.map(({ version }) => version)).toEqual(['1.16.0', '3.7']);
  });

  it('is refused with a list of the lines that cannot be locked', async () => {
    const lines = [
      '-i https://user:secret@packages.example/simple',
      '--extra-index-url=https://packages.example/simple',
      '-f ./wheels',
      '-e .',
      './own',
      'own @ git+https://git.example/own',
      'six==1.16.0 --no-binary six',
      '-r missing.txt',
      'six',
    ];
    const error: unknown = await adopt(lines.join('\n')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'requirements/invalid' });
    const { problems } = error as { problems: readonly string[] };
    expect(problems.map((problem) => /:(\d+): /.exec(problem)?.[1])).toEqual('4578'.match(/./g));
    expect(problems.join()).not.toContain('secret');
  });

  it('must exist and have a requirement', async () => {
    await expect(adopt('# nothing\n')).rejects.toMatchObject({ code: 'requirements/invalid' });
    const absent = adoptRequirements(join(await scratch(), 'absent.txt'));
    await expect(absent).rejects.toMatchObject({ code: 'requirements/missing' });
  });
});

it('a file compiled by uv takes the requirements from its original, or from its comments', async () => {
  const folder = await folderWith({
    'sub/asked.in': 'Jinja2>=3,<3.2\ncolorama ; sys_platform == "win32"\n-c ../limits.txt\n',
    'limits.txt': 'markupsafe<3\n',
  });
  const { LAYERKIT_UV: uv = 'uv', ...env } = testEnvironment({ UV_PYTHON_DOWNLOADS: 'never' });
  const args = ['pip', 'compile', '--quiet', '--universal', 'sub/asked.in', '--python-version', '3.12'];
  await promisify(execFile)(uv, [...args, '--generate-hashes', '-o', 'all.txt'], { cwd: folder, env });
  const adopted = await adoptRequirements(join(folder, 'all.txt'));
  expect(adopted).toMatchObject({
    requirements: ['Jinja2>=3,<3.2', 'colorama ; sys_platform == "win32"'],
    constraints: ['markupsafe<3'],
    isComplete: true,
    messages: [expect.stringContaining('sub/asked.in')],
  });
  expect(adopted.pins.map(({ name }) => name)).toEqual(['colorama', 'jinja2', 'markupsafe']);
  const onLambda = preferencesFor(adopted, parseTarget('python3.12/x86_64'));
  expect(onLambda.map(({ name }) => name)).toEqual(['jinja2', 'markupsafe']);

  await rm(join(folder, 'sub'), { recursive: true });
  const { requirements, constraints, messages } = await adoptRequirements(join(folder, 'all.txt'));
  expect(requirements).toEqual(["colorama ; sys_platform == 'win32'", 'jinja2']);
  expect(constraints).toEqual([]);
  expect(messages).toEqual(['2 of 3 packages became requirements; the lock keeps the versions of all.']);
});

it('comments of uv may be in the same line', async () => {
  const compiled = `babel==2.17.0             # via jinja2
colorama==0.4.6 ; sys_platform == 'win32'  # via -r asked.in
jinja2[i18n]==3.1.6       # via babel-helper, -r asked.in
markupsafe==3.0.2         # via jinja2, -c limits.txt
`;
  const { requirements } = await adopt(compiled);
  expect(requirements).toEqual(["colorama ; sys_platform == 'win32'", 'jinja2[i18n]']);
});

/** The output of pip-compile 7 for a pyproject.toml, with a package that was added by hand. */
const ofProject = `#
# This file is autogenerated by pip-compile with Python 3.12
# by the following command:
#
#    pip-compile pyproject.toml
#
certifi==2024.7.4
    # via
    #   -c limits.txt
    #   requests
idna==3.7 # via requests
requests==2.32.3
    # via
    #   shop (pyproject.toml)
    #   boto-helper
boto-helper==1.0
    # via shop (pyproject.toml)
six==1.16.0
urllib3[socks]==2.2.2
    # via
    #   requests
    #   shop (pyproject.toml)
`;

it('in a file compiled from a project, the packages that the project requires become requirements', async () => {
  const { requirements, pins } = await adopt(ofProject);
  expect(requirements).toEqual(['requests', 'boto-helper', 'six', 'urllib3[socks]']);
  expect(pins).toHaveLength(6);
});

it('a file without all requirements does not count as the original', async () => {
  const compiled = 'idna==3.7\n    # via -r asked.in\nsix==1.16.0\n    # via -r asked.in\n';
  const { requirements } = await adopt(compiled, { 'asked.in': 'six<2\n' });
  expect(requirements).toEqual(['idna', 'six']);
});
