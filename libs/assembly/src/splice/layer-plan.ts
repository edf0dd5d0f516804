import type { BytecodeFacts, DropReason, LayerSize, LeftOut, PackageFacts } from '@layerkit/artifact';
import type { InputFile } from '@layerkit/zip';
import type { LayerFile } from './layer-file.ts';

/** Everything there is to know of a layer before a byte of it is written: plain data. */
export interface LayerPlan {
  readonly inputs: readonly InputFile[];
  /** What goes into the zip, below `python/`, sorted by the bytes of the names. */
  readonly entries: readonly LayerFile[];
  /** What the zip weighs, to the byte, before it is written. */
  readonly size: LayerSize;
  readonly beforePruning: LayerSize;
  /** What each wheel brings, by name. `zippedBytes` has the entries' headers in it. */
  readonly packages: readonly PackageFacts[];
  /** One element for each rule asked for and whatever else dropped files, in their order; paths as in the zip. */
  readonly pruned: readonly { readonly rule: DropReason; readonly files: readonly LeftOut[] }[];
  /** Scripts, headers and installers' notes; paths as they stand in the wheel. */
  readonly notInstalled: readonly LeftOut[];
  /** What whoever wrote layer.json has to know, one line each. */
  readonly warnings: readonly string[];
  /** Compiled modules that are among the entries, where some were asked for. */
  readonly bytecode?: BytecodeFacts;
}
