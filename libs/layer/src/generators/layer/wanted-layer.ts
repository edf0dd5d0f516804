import { listOf } from '@layerkit/scaffolding';
import {
  parseArchitecture,
  parseRuntime,
  type Architecture,
  type Runtime,
} from '@layerkit/platform-resolution';
import type { Tree } from '@nx/devkit';
import { parseRequirements } from './parse-requirements.ts';
import { requirementsFileOf, type RequirementsFile } from './requirements-file.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';

/** What a layer is asked to be; undefined is what nothing was said of. */
export interface WantedLayer {
  readonly name: string;
  /** Lines of a new requirements.in. */
  readonly requirements: readonly string[] | undefined;
  /** What says the requirements instead of such lines. */
  readonly requirementsFrom: RequirementsFile | undefined;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly sources: string | undefined;
  readonly layerName: string | undefined;
  readonly directory: string | undefined;
}

/**
 * The options of the generator, each held against what it can be.
 * @throws LayerkitError platform/unknown-runtime, platform/unknown-architecture, requirements/invalid,
 * requirements/missing
 */
export const wantedLayer = (tree: Tree, options: LayerGeneratorSchema): WantedLayer => {
  const requirementsFrom = requirementsFileOf(tree, options);
  return {
    name: options.name.trim(),
    requirements: requirementsFrom === undefined ? parseRequirements(options.requirements ?? '') : undefined,
    requirementsFrom,
    runtimes: listOf(options.runtime)?.map(parseRuntime),
    architectures: listOf(options.architectures)?.map(parseArchitecture),
    sources: options.sources || undefined,
    layerName: options.layerName || undefined,
    directory: options.directory || undefined,
  };
};
