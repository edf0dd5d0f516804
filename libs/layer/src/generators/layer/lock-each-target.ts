import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import { checkLockIsFresh } from '@layerkit/locking';
import type { Lock } from '@layerkit/locking/lock';
import { withNamedSources } from '../../project/named-sources.ts';
import type { TargetRequest } from '@layerkit/packaging';

export interface WrittenLayer {
  readonly workspaceRoot: string;
  /** Relative to the workspace’s root. */
  readonly root: string;
  /** The roots of the workspace’s projects by name, for those that `sources` names. */
  readonly roots?: ReadonlyMap<string, string>;
}

/** Runs a lock function for each target of a layer on disk, unless the layer has no requirements. */
export const lockEachTarget = async (
  { roots = new Map(), ...layer }: WrittenLayer,
  lock: (target: TargetRequest) => Promise<void>,
): Promise<void> => {
  const projectRoot = join(layer.workspaceRoot, layer.root);
  const definition = await withNamedSources(await readLayerDefinition(projectRoot), { ...layer, roots });
  if (definition.requirements === undefined) return;
  for (const target of targetsOf(definition)) await lock({ projectRoot, definition, target });
};

/** Returns the lock of a target, or undefined if it is missing or stale. */
export const freshLock = async (target: TargetRequest): Promise<Lock | undefined> => {
  try {
    return await checkLockIsFresh(target);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
