import type { LeftOut, PackageFacts, PruneRuleName } from '@layerkit/artifact';
import type { InputFile } from '../archive/input-file.ts';
import type { PackedBytes } from '../archive/zip-entry.ts';

/** What the zip weighs, to the byte, before it is written. Bytes throughout. */
export interface LayerSize {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly entries: number;
}

/** An entry of the layer zip and the bytes it is copied from. */
export interface PlannedEntry {
  /** With the leading `python/`. */
  readonly name: string;
  /** Index into the plan's inputs. */
  readonly input: number;
  readonly executable: boolean;
  readonly packed: PackedBytes;
}

/** Everything there is to know of a layer before a byte of it is written: plain data. */
export interface LayerPlan {
  readonly inputs: readonly InputFile[];
  /** Sorted by the bytes of their names. */
  readonly entries: readonly PlannedEntry[];
  readonly size: LayerSize;
  readonly beforePruning: LayerSize;
  /** What each wheel brings, by name. `zippedBytes` has the entries' headers in it. */
  readonly packages: readonly PackageFacts[];
  /** One element for each rule asked for, in the rules' order; paths as they would stand in the zip. */
  readonly pruned: readonly { readonly rule: PruneRuleName; readonly files: readonly LeftOut[] }[];
  /** Scripts, headers and installers' notes; paths as they stand in the wheel. */
  readonly notInstalled: readonly LeftOut[];
}
