import {
  parseArchitecture,
  parseRuntime,
  type Architecture,
  type Runtime,
} from '@layerkit/platform-resolution';
import { listOf, parseRequirements, type RequirementsFile, requirementsFileOf } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import type { FunctionGeneratorSchema } from './schema.d.ts';

/** The function that the options ask for. A field is undefined if its option was not given. */
export interface WantedFunction {
  readonly name: string;
  readonly runtime: Runtime | undefined;
  readonly architecture: Architecture | undefined;
  readonly layers: readonly string[] | undefined;
  /** Lines of a new requirements.in. */
  readonly requirements: readonly string[] | undefined;
  /** The file with the requirements, instead of such lines. */
  readonly requirementsFrom: RequirementsFile | undefined;
  readonly handler: string | undefined;
  /** Folder relative to the project, without a trailing `/`. */
  readonly sources: string | undefined;
  readonly role: string | undefined;
  readonly functionName: string | undefined;
  readonly directory: string | undefined;
  /** An existing project to add the function to. */
  readonly project: string | undefined;
}

/**
 * Validates the options of the generator.
 * @throws LayerkitError platform/unknown-runtime, platform/unknown-architecture, requirements/invalid,
 * requirements/missing
 */
export const wantedFunction = (tree: Tree, options: FunctionGeneratorSchema): WantedFunction => ({
  name: options.name.trim(),
  runtime: options.runtime ? parseRuntime(String(options.runtime)) : undefined,
  architecture: options.architecture ? parseArchitecture(options.architecture) : undefined,
  layers: listOf(options.layers),
  ...requirementsOf(tree, options),
  handler: options.handler || undefined,
  sources: options.sources?.trim().replace(/^(?:\.\/)+(?=.)|(?<=[^/])\/+$/g, '') || undefined,
  role: options.role || undefined,
  functionName: options.functionName || undefined,
  directory: options.directory || undefined,
  project: options.project?.trim() || undefined,
});

const requirementsOf = (
  tree: Tree,
  options: FunctionGeneratorSchema,
): Pick<WantedFunction, 'requirements' | 'requirementsFrom'> => {
  const requirementsFrom = requirementsFileOf(tree, options);
  return {
    requirementsFrom,
    requirements: requirementsFrom === undefined ? parseRequirements(options.requirements ?? '') : undefined,
  };
};
