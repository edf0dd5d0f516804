import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { consumerWorkspace } from '../src/workspace/consumer-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { runGenerator } from '../src/workspace/run-generator.ts';
import { runNx } from '../src/workspace/run-nx.ts';

let workspace: Workspace;
let aws: LocalAws;

beforeAll(async () => {
  [workspace, aws] = await Promise.all([
    consumerWorkspace({ plugins: ['@layerkit/layer/plugin'] }),
    startLocalAws(),
  ]);
  const at = { cwd: workspace.root };
  const platform = [
    '--platform',
    'manylinux2014_aarch64',
    '--python-version',
    '3.12',
    '--only-binary',
    ':all:',
  ];
  const pins = ['jinja2==3.1.4', 'markupsafe==2.1.5'];
  await execa(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--target', 'tree/python', ...platform, ...pins],
    at,
  );
  await execa('zip', ['-q', '-r', '../old.zip', '.'], { cwd: workspace.path('tree') });
}, 120_000);
afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

const adopt = async (...args: readonly string[]): Promise<string> => {
  const named = ['@layerkit/layer:from-existing', ...args, '--skipPackageJson'];
  const { exitCode, output } = await runGenerator(workspace.root, named, aws.env);
  if (exitCode !== 0) throw new Error(output);
  return output;
};

const textsIn = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const files = (await readdir(workspace.path(folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
  return Object.fromEntries(texts);
};

it('from-existing turns a zip built with pip into a layer with the same versions, and changes nothing the second time', async () => {
  const dry = await adopt('from-zip', '--zip=old.zip', '--dry-run');
  expect(dry).toContain('NOTE: The "dryRun" flag means no changes were made.');
  await expect(readdir(workspace.path('apps/from-zip'))).rejects.toThrow('ENOENT');

  const output = await adopt('from-zip', '--zip=old.zip');
  expect(output).toContain('Its content is for arm64; set --');
  expect(output).toContain('python3.12/arm64: 2 packages locked, in the same versions as before');
  const before = await textsIn('apps/from-zip');
  expect(Object.keys(before).some((file) => file.endsWith('python3.12-arm64.txt'))).toBe(true);
  expect(await adopt('from-zip', '--zip=old.zip')).toContain('Nothing to do');
  expect(await textsIn('apps/from-zip')).toEqual(before);

  const built = await runNx(workspace.root, ['run', 'from-zip:build']);
  expect({ exitCode: built.exitCode, output: built.output }).toMatchObject({ exitCode: 0 });
}, 180_000);

it('from-existing turns a published layer into a layer with the same name and targets', async () => {
  const { arn } = await aws.lambda.layers.publish({
    layerName: 'old-dependencies',
    description: 'What we had',
    licenseInfo: 'MIT',
    runtimes: ['python3.11', 'python3.12'],
    architectures: ['arm64'],
    zip: await readFile(workspace.path('old.zip')),
  });
  const output = await adopt('published', `--layer=${arn}`);
  expect(JSON.parse(await readFile(workspace.path('apps/published/layer.json'), 'utf8'))).toMatchObject({
    layerName: 'old-dependencies',
    description: 'What we had',
    licenseInfo: 'MIT',
    runtimes: ['python3.11', 'python3.12'],
    architectures: ['arm64'],
  });
  expect(output).toContain('python3.11/arm64: 2 packages locked, in the same versions as before');
  expect(output).toContain('python3.12/arm64: 2 packages locked, in the same versions as before');
}, 120_000);
