import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget } from '@layerkit/platform-resolution';
import { failureOf } from '@layerkit/testing-matchers';
import { layerProjects } from '../test/layer-project.ts';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import { formatLock } from './lock/format-lock.ts';
import { inputsDigest } from './inputs-digest.ts';
import { lockPath } from './lock/lock.ts';
import { readRequirements } from './requirements/read-requirements.ts';

const project = layerProjects();
const six = { name: 'six', version: '1.17.0', sha256: sha256Of('six') };

/** A project with a lock of its current requirements. */
const lockedProject = async () => {
  const request = await project('# what we need\nsix\n-c limits.txt\n', { 'limits.txt': 'six<2\n' });
  const { projectRoot, target } = request;
  const inputs = inputsDigest(await readRequirements(projectRoot, 'requirements.in'), target);
  const path = lockPath(projectRoot, target);
  await mkdir(dirname(path));
  await writeFile(path, formatLock({ target, inputsDigest: inputs, packages: [six] }));
  return { ...request, path };
};

it('a lock of the current requirements is fresh', async () => {
  expect((await checkLockIsFresh(await lockedProject())).packages).toEqual([six]);
});

it('a lock stays fresh if git gives every file Windows line ends', async () => {
  const request = await lockedProject();
  const files = [
    request.path,
    ...['requirements.in', 'limits.txt'].map((file) => join(request.projectRoot, file)),
  ];
  for (const file of files) await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
  expect((await checkLockIsFresh(request)).packages).toEqual([six]);
});

it.each(['requirements.in', 'limits.txt'])('a change of %s makes the lock stale', async (file) => {
  const request = await lockedProject();
  const path = join(request.projectRoot, file);
  await writeFile(path, `${await readFile(path, 'utf8')}idna\n`);
  expect((await failureOf(checkLockIsFresh(request))).code).toBe('lock/stale');
});

it('a copied lock of another target is stale', async () => {
  const request = await lockedProject();
  const target = parseTarget('python3.12/arm64');
  await copyFile(request.path, lockPath(request.projectRoot, target));
  const { code, message } = await failureOf(checkLockIsFresh({ ...request, target }));
  expect(code).toBe('lock/stale');
  expect(message).toContain('python3.12/x86_64');
});

it('the error for a missing lock names the Nx target to run', async () => {
  const { code, hint } = await failureOf(checkLockIsFresh(await project('six\n')));
  expect(code).toBe('lock/missing');
  expect(hint).toContain('lock target');
});

it('a layer without requirements can’t be locked', async () => {
  const request = { ...(await project('')), definition: {} };
  expect((await failureOf(checkLockIsFresh(request))).code).toBe('definition/invalid');
});
