import { listOf, parseRequirements, type RequirementsFile, requirementsFileOf } from '@layerkit/scaffolding';
import {
  parseArchitecture,
  parseRuntime,
  type Architecture,
  type Runtime,
} from '@layerkit/platform-resolution';
import type { Tree } from '@nx/devkit';
import type { LayerGeneratorSchema } from './schema.d.ts';

/** The layer that the options ask for. A field is undefined if its option was not given. */
export interface WantedLayer {
  readonly name: string;
  /** Lines of a new requirements.in. */
  readonly requirements: readonly string[] | undefined;
  /** The file with the requirements, instead of such lines. */
  readonly requirementsFrom: RequirementsFile | undefined;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  /** Folders relative to the project, or names of Nx projects. */
  readonly sources: readonly string[] | undefined;
  readonly layerName: string | undefined;
  readonly directory: string | undefined;
}

/**
 * Validates the options of the generator.
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
    sources: listOf(options.sources),
    layerName: options.layerName || undefined,
    directory: options.directory || undefined,
  };
};
