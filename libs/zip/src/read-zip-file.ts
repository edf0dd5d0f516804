import { openWindow } from './files/file-window.ts';
import { withInputFile, type InputFile } from './files/input-file.ts';
import type { ReportProblem, ZipEntry } from './format/zip-entry.ts';
import { readZip } from './read-zip.ts';

export interface ZipFile {
  readonly file: InputFile;
  readonly entries: readonly ZipEntry[];
}

/**
 * Lists the entries of a zip on disk, as strictly as `readZip` does.
 * @param report receives every problem; an entry with a problem is not listed
 */
export const readZipFile = (path: string, report: ReportProblem): ZipFile =>
  withInputFile(path, (fd, file) => ({ file, entries: readZip(openWindow(fd, file.bytes), report) }));
