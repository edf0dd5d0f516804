import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import type { LockableDefinition } from './layer-requirements.ts';
import { lockLayer } from './lock-layer.ts';

const scratch = temporaryFolders();
const serve = indexServers();
const target = parseTarget('python3.12/x86_64');

const project = async (files: Readonly<Record<string, string>>, definition: LockableDefinition) => {
  const wheels = ['1.0', '1.5', '2.0'].flatMap((version) => [
    { project: 'web', version, requires: ['core'] },
    { project: 'core', version },
    { project: 'tool', version },
  ]);
  const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
  const projectRoot = await writeTree(await scratch(), files);
  return { projectRoot, definition, target, env: testEnvironment({ UV_DEFAULT_INDEX: url }) };
};

const pins = async (request: Awaited<ReturnType<typeof project>>) =>
  (await lockLayer(request)).lock.packages.map(({ name, version }) => `${name}==${version}`);

const pyproject =
  '[project]\nname = "app"\nversion = "0"\ndependencies = ["web<2"]\n[dependency-groups]\nlayer = ["tool<1.5"]\n';

it('a pyproject.toml is locked with the groups that layer.json names', async () => {
  const files = { 'pyproject.toml': pyproject };
  expect(await pins(await project(files, { requirements: 'pyproject.toml' }))).toEqual([
    'core==2.0',
    'web==1.5',
  ]);
  const requirements = { file: 'pyproject.toml', groups: ['layer'] };
  expect(await pins(await project(files, { requirements }))).toEqual(['core==2.0', 'tool==1.0', 'web==1.5']);
});

it('constraints limit versions, add no packages, and make the lock stale if they change', async () => {
  const files = {
    'pyproject.toml': pyproject,
    'a.txt': 'core<2\n-c more.txt\n',
    'b.txt': 'tool==1\n',
    'more.txt': 'web<1.5\n',
  };
  const request = await project(files, { requirements: 'pyproject.toml', constraints: ['a.txt', 'b.txt'] });
  expect(await pins(request)).toEqual(['core==1.5', 'web==1.0']);
  await checkLockIsFresh(request);
  await writeFile(join(request.projectRoot, 'more.txt'), 'web<1.6\n');
  expect((await failureOf(checkLockIsFresh(request))).code).toBe('lock/stale');
});

it('the error for a missing constraints file names it', async () => {
  const files = { 'requirements.in': 'web\n' };
  const error = await failureOf(
    lockLayer(await project(files, { requirements: 'requirements.in', constraints: 'no.txt' })),
  );
  expect(error.code).toBe('requirements/missing');
  expect(error.hint).toContain('“constraints”');
});
