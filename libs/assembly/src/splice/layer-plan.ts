import type {
  BytecodeFacts,
  LayerSize,
  LeftOut,
  PackageFacts,
  PlacedFiles,
  ProvidedPackage,
  WheelFacts,
} from '@layerkit/artifact/manifest';
import type { DropReason } from '@layerkit/artifact/prune-rules';
import type { InputFile } from '@layerkit/zip/files';
import type { LayerFile } from './layer-file.ts';

/** The contents and sizes of a layer before it is written, as plain data. */
export interface LayerPlan {
  readonly inputs: readonly InputFile[];
  /** The files of the zip, sorted by the bytes of their paths. */
  readonly entries: readonly LayerFile[];
  /** The exact size of the zip. */
  readonly size: LayerSize;
  readonly beforePruning: LayerSize;
  /** The packages, sorted by name. `zippedBytes` includes the entries' headers. */
  readonly packages: readonly PackageFacts[];
  /** The packages that the layer leaves to the runtime, sorted by name. */
  readonly runtimeProvided: readonly WheelFacts[];
  /** The packages that the layer leaves to other layers, sorted by name. */
  readonly provided: readonly ProvidedPackage[];
  /** One element for each requested rule and each other reason that dropped files, in order. Paths are those in the zip. */
  readonly pruned: readonly { readonly rule: DropReason; readonly files: readonly LeftOut[] }[];
  /** Scripts, headers and installers' files, with their paths in the wheel. */
  readonly notInstalled: readonly LeftOut[];
  /** One line for each warning about layer.json. */
  readonly warnings: readonly string[];
  /** Facts about files beside `python/`, if there are any. */
  readonly files?: PlacedFiles;
  /** Facts about the compiled modules among the entries, if they were requested. */
  readonly bytecode?: BytecodeFacts;
}
