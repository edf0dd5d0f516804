import type { LayerDefinition } from '@layerkit/artifact';
import type { Target } from '@layerkit/platform-resolution';
import type { Wheel } from '@layerkit/wheels';
import type { CompiledEntries } from './compiled-entries.ts';
import type { Programs } from './programs.ts';

/** What all measurements have in common: one layer, one target, and everything that is needed to build it. */
export interface Material {
  readonly workspaceRoot: string;
  /** The project's name in Nx. */
  readonly project: string;
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  /** The one that is compared. */
  readonly target: Target;
  readonly lock: string;
  readonly wheels: readonly Wheel[];
  /** The same wheels under their own names, for pip and uv to find. */
  readonly wheelFolder: string;
  /** The same wheels as a JSON file, for the splicer. */
  readonly wheelList: string;
  /** The layer that is made of them. */
  readonly layerZip: string;
  /** A workspace with the same project that has the plugins from npm; see `prepareConsumer`. */
  readonly consumer: string;
  readonly compiled: CompiledEntries;
  readonly programs: Programs;
  /** An own folder of this run of the benchmarks. */
  readonly scratch: string;
}
