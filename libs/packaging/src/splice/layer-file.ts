import { entryBytes } from '../archive/zip-record.ts';
import type { PackedBytes } from '../archive/zip-entry.ts';

/** Where AWS unpacks what Python finds: /opt/python (Lambda guide, "Layer paths for each Lambda runtime"). */
export const layerPrefix = 'python/';

/** A file that could go into the layer. */
export interface LayerFile {
  /** Below the layer's `python/`. */
  readonly path: string;
  /** Index of the input it comes from. */
  readonly input: number;
  /** The package, or what the own sources are called. */
  readonly owner: string;
  /** What a problem's line calls it: the wheel's name, and its own name in the wheel. */
  readonly origin: string;
  readonly packed: PackedBytes;
  readonly executable: boolean;
  /** False for own sources: what someone wrote into the layer stays in it. */
  readonly prunable: boolean;
}

/** Bytes a file takes in the zip, its headers included. */
export const zippedBytes = (file: LayerFile): number =>
  entryBytes({ ...file.packed, name: layerPrefix + file.path, executable: file.executable });
