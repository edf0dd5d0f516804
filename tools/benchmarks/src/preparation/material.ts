import type { LayerDefinition } from '@layerkit/artifact/definition';
import type { Target } from '@layerkit/platform-resolution';
import type { Wheel } from '@layerkit/wheels';
import type { CompiledEntries } from './compiled-entries.ts';
import type { Programs } from './programs.ts';

/** The data that all measurements share: one layer, one target, and everything that building it needs. */
export interface Material {
  readonly workspaceRoot: string;
  /** The project's name in Nx. */
  readonly project: string;
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  /** The target of the comparisons. */
  readonly target: Target;
  readonly lock: string;
  readonly wheels: readonly Wheel[];
  /** The same wheels under their original file names, for pip and uv. */
  readonly wheelFolder: string;
  /** A JSON file that lists the same wheels, for the splicer. */
  readonly wheelList: string;
  /** The layer zip built from them. */
  readonly layerZip: string;
  /** A workspace with the same project and the plugins from npm; see `prepareConsumer`. */
  readonly consumer: string;
  readonly compiled: CompiledEntries;
  readonly programs: Programs;
  /** A temporary folder for this run of the benchmarks. */
  readonly scratch: string;
}
