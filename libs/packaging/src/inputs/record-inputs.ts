import type { LayerArtifact } from '@layerkit/artifact';
import type { BuildInputs } from './build-inputs.ts';
import { gatherInputs, type GatherRequest } from './gather-inputs.ts';
import { inputChanges, isUnchanged, type InputChanges } from './input-changes.ts';
import { readInputsBefore, writeInputs, writeInputsBefore } from './input-record.ts';

/** Why a build gave another artifact than the one before, or might have. */
export interface RebuildReason {
  /** Against what lay in the artifact’s folder. */
  readonly changes: InputChanges;
  /** Where nothing has changed: how that artifact had differed from the one before it, as far as it is known. */
  readonly earlier?: InputChanges;
}

/**
 * Records beside a new artifact what it was built from.
 * @param before what lay there until now was built from; where it is not known there is no reason to give
 */
export const recordInputs = async (
  request: GatherRequest,
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
