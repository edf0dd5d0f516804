import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { buildLayer, type LayerBuild } from '@layerkit/packaging';
import { lockLayer } from '@layerkit/locking';
import { findUv } from '@layerkit/locking/uv';
import { verifyLayer } from '@layerkit/verification';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { temporaryFolders } from '@layerkit/testing-files';

// Wheels that need more than their tags say, and a target that is too old for the newest versions of
// everything.

const temporaryFolder = temporaryFolders();

/** Locks requirements for a target and builds them, as the executors do. */
const build = async (target: Target, requirements: readonly string[]): Promise<LayerBuild> => {
  const projectRoot = await temporaryFolder();
  await writeFile(join(projectRoot, 'requirements.in'), requirements.join('\n'));
  const definition = layerDefinitionSchema.parse({
    layerName: 'lying',
    runtimes: [target.runtime],
    architectures: [target.architecture],
    requirements: 'requirements.in',
  });
  const env = { ...process.env, LAYERKIT_UV: await findUv(workspaceRoot, process.env) };
  await lockLayer({ projectRoot, definition, target, env });
  return buildLayer({ projectRoot, definition, target, env, outputRoot: join(projectRoot, 'dist') });
};

/** Its tag is manylinux1, glibc 2.5. Its Node needs glibc 2.28, and a library that no runtime has. */
const playwright = ['playwright==1.65.2'];

it('a wheel that needs a newer glibc is refused for python3.11, with package, file, symbol version and limit', async () => {
  const failed = build(parseTarget('python3.11/x86_64'), playwright);
  await expect(failed).rejects.toThrowWithCode('audit/failed', {
    problems: [
      expect.stringMatching(/^python\/playwright\/driver\/node: .*GLIBC_2\.28.*2\.26.*playwright.*glibc/),
    ],
  });
}, 240_000);

it('the missing library is named for python3.12', async () => {
  const { artifact } = await build(parseTarget('python3.12/x86_64'), playwright);
  expect(artifact.manifest.audit?.findings).toHaveFinding('binary/missing-library', {
    severity: 'warning',
    path: 'python/playwright/driver/node',
    package: 'playwright',
    message: expect.stringContaining('libatomic.so.1'),
  });
}, 240_000);

it('the agent’s layer builds for python3.11 too, is small enough for a request, and imports', async () => {
  const requirements = ['strands-agents>=0.1.0', 'strands-agents-tools>=0.1.0', 'boto3'];
  const { artifact } = await build(parseTarget('python3.11/x86_64'), requirements);
  const { zip, packages, audit } = artifact.manifest;
  expect(zip.bytes).toBeLessThanOrEqual(52_428_800);
  expect(packages.length).toBeGreaterThan(60);
  expect(audit?.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect((await verifyLayer({ artifact })).outcome).toMatchObject({ status: 'passed' });
}, 400_000);
