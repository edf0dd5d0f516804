import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLayerDefinition } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { checkLockIsFresh } from '@layerkit/locking';
import { lockPath } from '@layerkit/locking/lock';
import { projectDefaultIndex } from '@layerkit/locking/uv';
import type { Wheel } from '@layerkit/wheels';
import { ensureWheels, openStore } from '@layerkit/wheels/store';
import { planLayer, spliceLayer } from '@layerkit/assembly';
import { compileEntries } from './compiled-entries.ts';
import { prepareConsumer } from './consumer.ts';
import type { Material } from './material.ts';
import { findPrograms } from './programs.ts';

export interface Place {
  readonly workspaceRoot: string;
  readonly scratch: string;
}

const project = 'dependencies-layer';
const target = parseTarget('python3.12/x86_64');

/**
 * Prepares everything outside the measured time: wheels in the store, compiled libraries, the other tools.
 * @throws LayerkitError as the lock, the store and the search for an interpreter do
 */
export const prepare = async ({ workspaceRoot, scratch }: Place): Promise<Material> => {
  const projectRoot = join(workspaceRoot, 'apps', project);
  const definition = await readLayerDefinition(projectRoot);
  const { packages } = await checkLockIsFresh({ projectRoot, definition, target });
  const { wheels } = await ensureWheels({
    packages,
    access: { store: openStore(), defaultIndex: () => projectDefaultIndex(projectRoot) },
  });
  const wheelList = join(scratch, 'wheels.json');
  await writeFile(wheelList, JSON.stringify(wheels));
  return {
    workspaceRoot,
    project,
    projectRoot,
    definition,
    target,
    lock: lockPath(projectRoot, target),
    wheels,
    wheelFolder: await linkWheels(wheels, join(scratch, 'wheels')),
    wheelList,
    layerZip: await spliceOnce(wheels, join(scratch, 'spliced.zip')),
    consumer: await prepareConsumer({ workspaceRoot, projectRoot, project, scratch }),
    compiled: await compileEntries(workspaceRoot),
    programs: await findPrograms(workspaceRoot, target),
    scratch,
  };
};

const spliceOnce = async (wheels: readonly Wheel[], path: string): Promise<string> => {
  await spliceLayer(await planLayer({ wheels, prune: [] }), path);
  return path;
};

const linkWheels = async (wheels: readonly Wheel[], folder: string): Promise<string> => {
  await mkdir(folder);
  for (const { fileName, path } of wheels)
    await link(path, join(folder, fileName)).catch(() => symlink(path, join(folder, fileName)));
  return folder;
};
