import {
  parseArchitecture,
  parseRuntime,
  type Architecture,
  type Runtime,
} from '@layerkit/platform-resolution';
import { listOf } from '@layerkit/scaffolding';
import type { FunctionGeneratorSchema } from './schema.d.ts';

/** What a function is asked to be; undefined is what nothing was said of. */
export interface WantedFunction {
  readonly name: string;
  readonly runtime: Runtime | undefined;
  readonly architecture: Architecture | undefined;
  readonly layers: readonly string[] | undefined;
  readonly handler: string | undefined;
  /** Folder below the project, without a `/` at its end. */
  readonly sources: string | undefined;
  readonly role: string | undefined;
  readonly functionName: string | undefined;
  readonly directory: string | undefined;
}

/**
 * The options of the generator, each held against what it can be.
 * @throws LayerkitError platform/unknown-runtime, platform/unknown-architecture
 */
export const wantedFunction = (options: FunctionGeneratorSchema): WantedFunction => ({
  name: options.name.trim(),
  runtime: options.runtime ? parseRuntime(String(options.runtime)) : undefined,
  architecture: options.architecture ? parseArchitecture(options.architecture) : undefined,
  layers: listOf(options.layers),
  handler: options.handler || undefined,
  sources: options.sources?.trim().replace(/^(?:\.\/)+(?=.)|(?<=.)\/+$/g, '') || undefined,
  role: options.role || undefined,
  functionName: options.functionName || undefined,
  directory: options.directory || undefined,
});
