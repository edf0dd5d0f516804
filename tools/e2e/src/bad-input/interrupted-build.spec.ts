import { randomBytes } from 'node:crypto';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readLayerArtifact } from '@layerkit/artifact';
import { sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { runExecutor, startExecutor } from '../executors/run-executor.ts';
import { startLocalAws } from '../local-aws/start-local-aws.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';
import { addLayer, writeWorkspaceFile } from '../workspace/projects.ts';
import { expectClearError } from './clear-error.ts';

// Builds a layer that takes long enough to be killed halfway, and is too large for a request.

let workspace: Workspace;

const built = 'dist/apps/noise/python3.12-x86_64';
const run = { executor: 'layer:build', project: 'noise' } as const;

/** Returns the files below a folder; none if the folder does not exist. */
const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(workspace.path(folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const building = 'dist/apps/noise/.building';

/** The name of layer.zip until it is complete. */
const unfinishedZip = 'layerkit-file-';

/**
 * Kills a build, as `kill -9` does, as soon as it writes this file in its own folder. Returns false if the
 * build was faster.
 */
const killWhileWriting = async (name: string): Promise<boolean> => {
  const known = new Set(await filesBelow(building));
  const begun = async () =>
    (await filesBelow(building)).some((file) => basename(file).startsWith(name) && !known.has(file));
  const child = startExecutor(workspace, run);
  while (child.exitCode === null && !(await begun()));
  child.kill('SIGKILL');
  return (await child).signal === 'SIGKILL';
};

/** Repeats attempts from the same start, since a build may be faster than the test that watches it. */
const killInTheMiddle = async (name: string, prepare: () => Promise<void>): Promise<void> => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await prepare();
    if (await killWhileWriting(name)) return;
  }
  throw new Error(`no build could be killed while it wrote ${name}`);
};

const buildAgain = async (): Promise<Sha256> => {
  expect(await runExecutor(workspace, run)).toMatchObject({ exitCode: 0 });
  return (await readLayerArtifact(workspace.path(built))).manifest.zip.sha256;
};

beforeAll(async () => {
  workspace = await bareWorkspace();
  await addLayer(workspace, 'noise', { definition: { sources: 'src' }, files: { 'src/noise.py': '' } });
  for (let number = 0; number < 6; number += 1)
    await writeFile(workspace.path(`apps/noise/src/${number}.bin`), randomBytes(9 * 1024 * 1024));
}, 60_000);

afterAll(() => workspace.remove());

// The tests depend on one another: from no artifact to a complete one.
describe('a build killed in the middle', () => {
  it.each([
    ['sources-0.zip', 'sources-0.zip'],
    ['layer.zip', unfinishedZip],
  ])(
    'while it writes %s leaves no file under its final name',
    async (_, name) => {
      await killInTheMiddle(name, () => rm(workspace.path('dist'), { recursive: true, force: true }));
      expect(await filesBelow(built)).toEqual([]);
    },
    60_000,
  );

  it('does not block the next build', async () => {
    const sha256 = await buildAgain();
    expect(await sha256OfFile(workspace.path(`${built}/layer.zip`))).toBe(sha256);
  }, 60_000);

  it('does not change what was built before', async () => {
    const original = workspace.path('original');
    await cp(workspace.path(built), original, { recursive: true });
    await writeWorkspaceFile(workspace, 'apps/noise/src/noise.py', 'VALUE = 2\n');
    const before = await readLayerArtifact(workspace.path(built));
    await killInTheMiddle(unfinishedZip, () => cp(original, workspace.path(built), { recursive: true }));
    expect(await readLayerArtifact(workspace.path(built))).toEqual(before);
  }, 60_000);
});

it('two simultaneous builds make one complete artifact and leave no other files', async () => {
  const leftByKilled = await filesBelow(building);
  const both = await Promise.all([runExecutor(workspace, run), runExecutor(workspace, run)]);
  expect(both.map(({ exitCode, output }) => ({ exitCode, output }))).toEqual([
    { exitCode: 0, output: expect.stringContaining('own code') },
    { exitCode: 0, output: expect.stringContaining('own code') },
  ]);
  const { manifest } = await readLayerArtifact(workspace.path(built));
  expect(manifest.zip.entries).toBe(7);
  const names = (await filesBelow(built)).map((file) => basename(file));
  // The build that finished last has recorded what the other was made from
  const whole = names.filter((name) => name !== 'inputs-before.json');
  expect(whole.toSorted()).toEqual(['inputs.json', 'layer.zip', 'manifest.json']);
  expect(await filesBelow(building)).toEqual(leftByKilled);
}, 60_000);

it('a layer over 50 MiB is built with a warning, and publish fails before it sends anything, since the layer needs S3', async () => {
  const { output } = await runExecutor(workspace, run);
  expect(output).toMatch(
    /^warning: the zip has 56,\d{3},\d{3} bytes; .*52,428,800.* publish will refuse it/m,
  );
  const aws = await startLocalAws();
  try {
    const published = await runExecutor(workspace, {
      executor: 'layer:publish',
      project: 'noise',
      env: aws.env,
    });
    expect(published.exitCode).toBe(1);
    expectClearError(published.output, {
      code: 'publish/needs-s3',
      says: [
        'at most 52,428,800 bytes',
        /- noise: .*layer\.zip is 56,\d{3},\d{3} bytes, 4,\d{3},\d{3} over the limit/,
      ],
      hint: /Prune more.*through S3/,
    });
    for await (const version of aws.lambda.layers.list('noise')) expect(version).toBeUndefined();
  } finally {
    await aws.stop();
  }
}, 60_000);
