import type { ZipEntry } from '@layerkit/zip';
import { entryBytes } from '@layerkit/zip/writing';

/** The input that a file comes from. */
interface FileOrigin {
  /** Index into the plan's inputs. */
  readonly input: number;
  /** The name of the package, or of the own code. */
  readonly owner: string;
  /** The name in error messages: the wheel's file name, or the name of the own code. */
  readonly label: string;
  /** The folder of the layer that its paths are below: `python/`, or empty. */
  readonly folder: string;
}

/** A file of the layer. Files of one input share their origin, because a layer has tens of thousands of files. */
export interface LayerFile {
  /** Path below the folder of its origin, usually `python/`. */
  readonly path: string;
  readonly origin: FileOrigin;
  readonly entry: ZipEntry;
  /** Whether a rule may drop it. False for own code. */
  readonly prunable: boolean;
}

/** Returns the file's path in the zip. */
export const pathInZip = (file: LayerFile): string => file.origin.folder + file.path;

/** Returns the bytes that a file takes in the zip, with its headers. */
export const zippedBytes = (file: LayerFile): number =>
  entryBytes(file.origin.folder, file.entry.compressedBytes) + 2 * Buffer.byteLength(file.path);
