import { join } from 'node:path';
import { functionZipName } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import { defaultPruneRules } from '@layerkit/artifact/prune-rules';
import { planLayer, pruneOptions, spliceLayer, type LayerPlan } from '@layerkit/assembly';
import { checkLockIsFresh } from '@layerkit/locking';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { openStore, type WheelAccess, withWheels } from '@layerkit/wheels/store';
import { buildLocked } from '../from-source/build-locked.ts';
import { type LockedInputs, requirementTexts } from '../layer-inputs.ts';
import { prepareOwnCode } from '../plan/own-code.ts';
import { wheelAccess } from '../wheel-access.ts';
import { type ProjectFolders, readFunctionLayers } from './function-layers.ts';
import { leaveToLayers } from './left-to-layers.ts';
import { lockedInputsOf } from './locked-inputs.ts';
import { namingFunctionJson } from './naming-function-json.ts';

/** How a build of a function gets packages. */
export interface PackageAccess extends Partial<
  Pick<WheelAccess, 'store' | 'env' | 'offline' | 'onProgress'>
> {
  /** The folders of the workspace’s projects by name, where the layers of function.json are found. */
  readonly projects?: ProjectFolders | undefined;
}

export interface AssemblyRequest extends PackageAccess {
  readonly projectRoot: string;
  readonly definition: FunctionDefinition;
  /** The zip of the function’s own code. */
  readonly code: { readonly zipPath: string; readonly name: string };
  /** The build folder, which gets the zip and intermediate files. */
  readonly folder: string;
}

export interface AssembledFunction {
  readonly zipPath: string;
  readonly zip: ZipFacts;
  readonly plan: LayerPlan;
  /** The number of wheels that were not in the store. */
  readonly fetched: number;
}

/**
 * Assembles the zip of a function with its own packages: lock → wheels → what its layers have → plan → splice. Equal
 * inputs give equal bytes.
 * @throws LayerkitError lock/missing, lock/stale, lock/invalid; store/*, index/*; source/*; archive/invalid,
 * archive/conflict; definition/* of a layer
 */
export const assembleFunction = async (request: AssemblyRequest): Promise<AssembledFunction> => {
  const { env, offline, onProgress, folder } = request;
  const { store = openStore({ env }) } = request;
  const inputs = lockedInputsOf(request);
  const { packages: locked } = await namingFunctionJson(() => checkLockIsFresh(inputs));
  const access = await wheelAccess(inputs, { store, env, offline, onProgress });
  const packages = await namingFunctionJson(() => buildLocked(locked, inputs, access));
  const zipPath = join(folder, functionZipName);
  const { result, fetched } = await withWheels({ packages, access }, async (wheels) => {
    const plan = await planFunction(request, { inputs, access, wheels });
    return { plan, zip: await spliceLayer(plan, zipPath) };
  });
  return { ...result, zipPath, fetched };
};

interface Material {
  readonly inputs: LockedInputs;
  readonly access: WheelAccess;
  readonly wheels: Parameters<Parameters<typeof withWheels>[1]>[0];
}

const planFunction = async (
  { definition, projects = {}, code, folder }: AssemblyRequest,
  { inputs, access, wheels: locked }: Material,
): Promise<LayerPlan> => {
  const { target } = inputs;
  const own = await prepareOwnCode(inputs, access, folder);
  const wheels = [...locked, ...own.wheels];
  const layers = await readFunctionLayers({ layers: definition.layers ?? [], folders: projects, target });
  const { left, warnings } = await leaveToLayers({
    inputs,
    layers,
    wheels,
    without: definition.without,
    access,
  });
  const prune = pruneOptions(definition.prune ?? defaultPruneRules);
  const plan = await planLayer({
    role: 'function',
    wheels,
    sources: [code],
    prune,
    requirements: prune.runtimeProvided === undefined ? [] : await requirementTexts(inputs),
    left,
    shipped: offeredPackages(target.runtime),
    notes: access.store.notes,
  });
  return { ...plan, warnings: [...warnings, ...plan.warnings] };
};
