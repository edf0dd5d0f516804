import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import {
  checkLockIsFresh,
  lockLayer,
  preferencesFor,
  versionsChanged,
  type Adoption,
  type Lock,
  type LockRequest,
} from '@layerkit/packaging';
import { describeAdoptedLock } from './describe-adopted-lock.ts';

export interface AdoptedLayer {
  readonly workspaceRoot: string;
  /** From the workspace’s root. */
  readonly root: string;
  readonly adoption: Adoption;
}

/**
 * Locks a layer that was adopted to the versions that there were, as far as they fit, and says in what each lock
 * differs. A lock that is there already stays.
 * @throws LayerkitError those of lockLayer
 */
export const lockAdoptedLayer = async (
  { workspaceRoot, root, adoption }: AdoptedLayer,
  say: (line: string) => void = (line) => console.log(line),
): Promise<void> => {
  const projectRoot = join(workspaceRoot, root);
  const definition = await readLayerDefinition(projectRoot);
  if (definition.requirements === undefined) return;
  try {
    for (const target of targetsOf(definition)) {
      const request = { projectRoot, definition, target, preferences: preferencesFor(adoption, target) };
      const { lock, remarks } = await lockUnlessFresh(request);
      remarks.forEach(say);
      describeAdoptedLock(lock, versionsChanged(adoption, lock), adoption).forEach(say);
    }
  } catch (error) {
    say('The files are written, but the layer is not locked.');
    say('Run this generator again when that is mended: a lock that nx run makes would have newer versions.');
    throw error;
  }
};

const lockUnlessFresh = async (
  request: LockRequest,
): Promise<{ readonly lock: Lock; readonly remarks: readonly string[] }> => {
  try {
    return { lock: await checkLockIsFresh(request), remarks: [] };
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    const { lock, warnings, notes } = await lockLayer(request);
    return {
      lock,
      remarks: [...warnings.map((warning) => `warning: ${warning}`), ...notes.map((note) => `note: ${note}`)],
    };
  }
};
