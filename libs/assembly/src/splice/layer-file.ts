import { packagesFolder } from '@layerkit/platform-resolution';
import { entryBytes, type ZipEntry } from '@layerkit/zip';

/** The input that files come from. */
interface FileOrigin {
  /** Index into the plan's inputs. */
  readonly input: number;
  /** The package, or what the own sources are called. */
  readonly owner: string;
  /** What a problem's line calls it: the wheel's file name, or what the own sources are called. */
  readonly label: string;
}

/** A file for the layer. Tens of thousands are held at once: what they share is in their origin. */
export interface LayerFile {
  /** Below the layer's `python/`. */
  readonly path: string;
  readonly origin: FileOrigin;
  readonly entry: ZipEntry;
  /** Whether a rule may drop it. What someone wrote into the layer, own sources, stays in it. */
  readonly prunable: boolean;
}

/** The file's name in the layer zip. */
export const layerName = (file: LayerFile): string => packagesFolder.python + file.path;

/** Bytes a file takes in the zip, its headers included. */
export const zippedBytes = (file: LayerFile): number =>
  entryBytes(packagesFolder.python, file.entry.compressedBytes) + 2 * Buffer.byteLength(file.path);
