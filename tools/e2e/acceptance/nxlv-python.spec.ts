import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { layerManifestSchema } from '@layerkit/artifact/manifest';
import { findInterpreter } from '@layerkit/execution-environment';
import { temporaryFolders } from '@layerkit/testing-files';
import { testEnvironment } from '@layerkit/testing-packages';
import { execa } from 'execa';
import { freshWorkspace } from '../src/consumer/fresh-workspace.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { writeWorkspaceFile } from '../src/workspace/projects.ts';
import { commitAll } from '../src/workspace/repository.ts';
import { runGenerator } from '../src/workspace/run-generator.ts';
import { runNx } from '../src/workspace/run-nx.ts';
import type { Workspace } from '../src/workspace/workspace.ts';

/** A workspace whose Python projects are made by @nxlv/python, from the npm registry. */
let workspace: Workspace;
let aws: LocalAws;
let env: Readonly<Record<string, string>>;
const scratch = temporaryFolders();

const nx = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, output } = await runNx(workspace.root, args, { ...aws.env, ...env });
  if (exitCode !== 0) throw new Error(output);
  return output;
};

const generate = async (generator: string, ...args: readonly string[]): Promise<void> => {
  const { exitCode, output } = await runGenerator(workspace.root, [generator, ...args], env);
  if (exitCode !== 0) throw new Error(output);
};

/** Makes a project of @nxlv/python in packages. */
const pythonProject = (tool: 'uv' | 'poetry', name: string): Promise<void> =>
  generate(
    `@nxlv/python:${tool}-project`,
    ...[
      name,
      `--directory=packages/${name}`,
      '--projectType=library',
      '--linter=none',
      '--unitTestRunner=none',
    ],
    ...['--pyprojectPythonDependency=>=3.12,<4', '--pyenvPythonVersion=3.12'],
  );

const packagesOf = async (layer: string): Promise<readonly string[]> => {
  const path = workspace.path(`dist/layers/${layer}/python3.12-x86_64/manifest.json`);
  const { packages } = layerManifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  return packages.map(({ name }) => name);
};

const affected = async (): Promise<readonly string[]> => {
  await commitAll(workspace, 'change');
  const shown = await nx('show', 'projects', '--affected', '--json', '--base=HEAD~1', '--head=HEAD');
  return (JSON.parse(shown.slice(shown.indexOf('['))) as string[]).toSorted();
};

/** Installs Poetry from PyPI and returns the folder of its programs. */
const installPoetry = async (uv: string, python: string): Promise<string> => {
  const folder = join(await scratch(), 'poetry');
  await execa(uv, ['venv', '--quiet', '--python', python, folder]);
  await execa(uv, ['pip', 'install', '--quiet', '--python', folder, 'poetry']);
  return join(folder, 'bin');
};

beforeAll(async () => {
  const { LAYERKIT_UV: uv = 'uv', PATH = '' } = testEnvironment();
  const { path: python } = await findInterpreter('python3.12', { directory: import.meta.dirname });
  const tools = [await installPoetry(uv, python), dirname(uv), PATH];
  env = {
    ...{ PATH: tools.join(delimiter), UV_PYTHON: python, UV_PYTHON_DOWNLOADS: 'never' },
    ...{ POETRY_CACHE_DIR: await scratch(), POETRY_VIRTUALENVS_IN_PROJECT: 'true' },
  };
  aws = await startLocalAws();
  workspace = await freshWorkspace();
  await execa(
    'npm',
    ['install', '--save-dev', '--no-audit', '--no-fund', '--ignore-scripts', '@nxlv/python@23.1.1'],
    { cwd: workspace.root },
  );
}, 400_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

it('projects of uv become a layer with a function, and a change affects what contains it', async () => {
  await pythonProject('uv', 'core');
  await pythonProject('uv', 'cli');
  await pythonProject('uv', 'other');
  await nx('run', 'core:add', '--name=six==1.17.0');
  await nx('run', 'cli:add', '--name=core', '--local');
  await generate(
    '@layerkit/layer:layer',
    ...['tools', '--directory=layers/tools', '--requirements=packages/cli/uv.lock', '--runtime=python3.12'],
  );
  await generate(
    '@layerkit/lambda:function',
    ...['speaker', '--directory=functions/speaker', '--layers=tools', '--runtime=python3.12'],
    ...['--handler=speaker.handle', '--role=arn:aws:iam::000000000000:role/e2e'],
  );
  await writeWorkspaceFile(
    workspace,
    'functions/speaker/src/speaker.py',
    'import cli.hello, core.hello, six\n\n\ndef handle(event, context):\n    return {"says": core.hello.hello(), "six": six.__version__}\n',
  );
  const path = workspace.path('functions/speaker/function.json');
  const definition = JSON.parse(await readFile(path, 'utf8')) as object;
  const smoke = [{ name: 'speaks', expect: { says: 'Hello core', six: '1.17.0' } }];
  await writeFile(path, JSON.stringify({ ...definition, timeoutSeconds: 30, smoke }));
  const output = await nx('run', 'speaker:smoke');
  expect(output).toMatch(/passed +speaks, status 200/);
  expect(output).not.toContain('the build depends on');
  expect(await packagesOf('tools')).toEqual(['cli', 'core', 'six']);
  await commitAll(workspace, 'everything');
  await writeWorkspaceFile(workspace, 'packages/core/core/more.py', 'MORE = 1\n');
  expect(await affected()).toEqual(expect.arrayContaining(['core', 'speaker', 'tools']));
  expect(await nx('run', 'tools:build')).toContain('rebuilt because of core (1 file)');
  await writeWorkspaceFile(workspace, 'packages/other/other/more.py', 'MORE = 1\n');
  expect(await affected()).toEqual(['other']);
}, 400_000);

it('projects of Poetry become a layer: path dependencies from the poetry.lock, the project itself by its name', async () => {
  await pythonProject('poetry', 'pcore');
  await pythonProject('poetry', 'pcli');
  const path = workspace.path('packages/pcli/pyproject.toml');
  const text = await readFile(path, 'utf8');
  const own = '\n[tool.poetry.dependencies.pcore]\npath = "../pcore"\ndevelop = true\n\n[build-system]';
  await writeFile(
    path,
    text.replace('\n[build-system]', () => own),
  );
  await nx('run', 'pcli:lock');
  await generate(
    '@layerkit/layer:layer',
    ...['poets', '--directory=layers/poets', '--requirements=packages/pcli/poetry.lock', '--sources=pcli'],
    '--runtime=python3.12',
  );
  const output = await nx('run', 'poets:verify');
  expect(output).toMatch(/2 of 2 modules import/);
  expect(output).not.toContain('the build depends on');
  expect(await packagesOf('poets')).toEqual(['pcli', 'pcore']);
  await commitAll(workspace, 'poets');
  await writeWorkspaceFile(workspace, 'packages/pcore/pcore/more.py', 'MORE = 1\n');
  expect(await affected()).toEqual(expect.arrayContaining(['pcore', 'poets']));
}, 400_000);
