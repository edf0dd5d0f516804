import { listOf } from '@layerkit/scaffolding';
import {
  parseArchitecture,
  parseRuntime,
  type Architecture,
  type Runtime,
} from '@layerkit/platform-resolution';
import { parseRequirements } from './parse-requirements.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';

/** What a layer is asked to be; undefined is what nothing was said of. */
export interface WantedLayer {
  readonly name: string;
  readonly requirements: readonly string[] | undefined;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly sources: string | undefined;
  readonly layerName: string | undefined;
  readonly directory: string | undefined;
}

/**
 * The options of the generator, each held against what it can be.
 * @throws LayerkitError platform/unknown-runtime, platform/unknown-architecture, requirements/invalid
 */
export const wantedLayer = (options: LayerGeneratorSchema): WantedLayer => ({
  name: options.name.trim(),
  requirements: parseRequirements(options.requirements ?? ''),
  runtimes: listOf(options.runtime)?.map(parseRuntime),
  architectures: listOf(options.architectures)?.map(parseArchitecture),
  sources: options.sources || undefined,
  layerName: options.layerName || undefined,
  directory: options.directory || undefined,
});
