import { openWindow } from './files/file-window.ts';
import { withInputFile } from './files/input-file.ts';
import { listZip, type ZipListing } from './list-zip.ts';

export interface ListedZipFile extends ZipListing {
  /** The size of the file. */
  readonly bytes: number;
}

/**
 * Lists a zip on disk, tolerantly, as `listZip` does.
 * @throws a system error when the file can’t be read at all
 */
export const listZipFile = (path: string): ListedZipFile =>
  withInputFile(path, (fd, { bytes }) => ({ bytes, ...listZip(openWindow(fd, bytes)) }));
