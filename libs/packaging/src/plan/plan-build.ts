import {
  addBytecode,
  type CompiledSources,
  type LayerPlan,
  planLayer,
  pruneOptions,
} from '@layerkit/assembly';
import { checkImportsAreFresh } from '@layerkit/locking/imports';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import type { Wheel } from '@layerkit/wheels';
import type { WheelAccess } from '@layerkit/wheels/store';
import { type LayerInputs, requirementTexts } from '../layer-inputs.ts';
import { prepareOwnCode } from './own-code.ts';

export interface PlanRequest {
  readonly layer: LayerInputs;
  readonly access: WheelAccess;
  /** The wheels of the lock. */
  readonly wheels: readonly Wheel[];
  /** The build folder, which holds intermediate files until the zip is written. */
  readonly folder: string;
}

/**
 * Plans the layer: its wheels and its own code, without the pruned files, with compiled modules if `bytecode` says so.
 * @throws LayerkitError as `buildProject`, `planLayer`, `checkImportsAreFresh` and `addBytecode` do
 */
export const planBuild = async ({ layer, access, wheels, folder }: PlanRequest): Promise<LayerPlan> => {
  const { projectRoot, definition, target } = layer;
  const own = await prepareOwnCode(layer, access, folder);
  const plan = await planLayer({
    wheels: [...wheels, ...own.wheels],
    sources: own.sources,
    prune: definition.prune,
    // only `runtimeProvided` needs the requirements
    requirements:
      pruneOptions(definition.prune).runtimeProvided === undefined ? [] : await requirementTexts(layer),
    shipped: offeredPackages(target.runtime),
    notes: access.store.notes,
  });
  const compile = await modulesToCompile(layer);
  return compile === undefined
    ? plan
    : addBytecode({ plan, compile, target, projectRoot, folder, env: access.env });
};

/** Returns the modules that “bytecode” of layer.json selects. */
const modulesToCompile = async (layer: LayerInputs): Promise<CompiledSources | undefined> => {
  const { bytecode: mode } = layer.definition;
  if (mode === 'none') return undefined;
  return mode === 'all' ? { mode } : { mode, files: (await checkImportsAreFresh(layer)).files };
};
