import type { LayerArtifact } from '@layerkit/artifact';
import type { BuildInputs } from './build-inputs.ts';
import type { LayerInputs } from '../layer-inputs.ts';
import { gatherInputs } from './gather-inputs.ts';
import { inputChanges, isUnchanged, type InputChanges } from './input-changes.ts';
import { readInputsBefore, writeInputs, writeInputsBefore } from './input-record.ts';

/** The reason for a rebuild. */
export interface RebuildReason {
  /** Changes since the artifact that was in the folder. */
  readonly changes: InputChanges;
  /** If nothing changed: the changes between that artifact and the one before it, if they are known. */
  readonly earlier?: InputChanges;
}

/**
 * Records the build inputs next to a new artifact.
 * @param before the inputs of the previous artifact; without them, no reason is returned
 */
export const recordInputs = async (
  request: LayerInputs,
  artifact: LayerArtifact,
  before: BuildInputs | undefined,
): Promise<RebuildReason | undefined> => {
  const { directory } = artifact;
  const inputs = await gatherInputs(request, artifact);
  await writeInputs(directory, inputs);
  if (before === undefined) return undefined;
  const changes = inputChanges(before, inputs);
  if (!isUnchanged(changes)) {
    await writeInputsBefore(directory, before);
    return { changes };
  }
  const first = await readInputsBefore(directory);
  return first === undefined ? { changes } : { changes, earlier: inputChanges(first, inputs) };
};
