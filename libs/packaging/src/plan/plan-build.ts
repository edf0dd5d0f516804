import { join } from 'node:path';
import {
  addBytecode,
  addFiles,
  type CompiledSources,
  type LayerPlan,
  planLayer,
  pruneOptions,
} from '@layerkit/assembly';
import { theRuntime } from '@layerkit/artifact/definition';
import { checkImportsAreFresh } from '@layerkit/locking/imports';
import { packagesFolder, programFolders } from '@layerkit/platform-resolution/layout';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import type { Wheel } from '@layerkit/wheels';
import type { WheelAccess } from '@layerkit/wheels/store';
import { zipPlaces } from '@layerkit/zip/sources';
import { type LayerInputs, requirementTexts } from '../layer-inputs.ts';
import { leftToOthers } from '../provided/left-to-others.ts';
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
 * Plans the layer: its wheels, its own code and its other files, without the pruned files, with compiled modules if
 * `bytecode` says so.
 * @throws LayerkitError as `buildProject`, `planLayer`, `checkImportsAreFresh`, `addBytecode` and `zipPlaces` do
 */
export const planBuild = async ({ layer, access, wheels, folder }: PlanRequest): Promise<LayerPlan> => {
  const { projectRoot, definition, target } = layer;
  const own = await prepareOwnCode(layer, access, folder);
  const prune = pruneOptions(definition.prune);
  const { left, warnings } = await leftToOthers(layer, wheels);
  const fromRuntime = definition.without === undefined && definition.providedBy?.includes(theRuntime);
  const plan = await planLayer({
    wheels: [...wheels, ...own.wheels],
    sources: own.sources,
    prune: { ...prune, exclude: prune.exclude.filter(isAboutPython) },
    // only the runtime’s share needs the requirements
    requirements:
      prune.runtimeProvided === undefined && fromRuntime !== true ? [] : await requirementTexts(layer),
    left,
    fromRuntime,
    shipped: offeredPackages(target.runtime),
    notes: access.store.notes,
  });
  const compile = await modulesToCompile(layer);
  const compiled =
    compile === undefined
      ? plan
      : await addBytecode({ plan, compile, target, projectRoot, folder, env: access.env });
  const whole = await withFiles(compiled, layer, folder);
  return { ...whole, warnings: [...warnings, ...whole.warnings] };
};

/** Adds the files that `files` of layer.json names. */
const withFiles = async (plan: LayerPlan, layer: LayerInputs, folder: string): Promise<LayerPlan> => {
  const { projectRoot, definition } = layer;
  const { files: places } = definition;
  if (places === undefined) return plan;
  const { path: zipPath } = await zipPlaces({
    projectRoot,
    places,
    programFolders,
    outputPath: join(folder, 'files.zip'),
  });
  const { exclude } = pruneOptions(definition.prune);
  return addFiles(plan, {
    zipPath,
    places: Object.keys(places).sort(),
    exclude: exclude.filter((glob) => !isAboutPython(glob)),
  });
};

const isAboutPython = (glob: string): boolean => glob.startsWith(packagesFolder.python);

/** Returns the modules that “bytecode” of layer.json selects. */
const modulesToCompile = async (layer: LayerInputs): Promise<CompiledSources | undefined> => {
  const { bytecode: mode } = layer.definition;
  if (mode === 'none') return undefined;
  return mode === 'all' ? { mode } : { mode, files: (await checkImportsAreFresh(layer)).files };
};
