import type { ZippedSources } from './write-stored-zip.ts';
import { zipFolders, type FolderToZip, type ZipFoldersRequest } from './zip-folders.ts';

export type ZipSourcesRequest = FolderToZip & Omit<ZipFoldersRequest, 'folders'>;

/**
 * Puts the files of a folder into a zip, stored, sorted and with one date, as `writeStoredZip` does. Leaves out what
 * `leavesOut` matches, by default the names in `leftOutNames`.
 * @throws LayerkitError source/invalid, with every problem
 */
export const zipSources = ({
  directory,
  leavesOut,
  prefix,
  outputPath,
}: ZipSourcesRequest): Promise<ZippedSources> =>
  zipFolders({ folders: [{ directory, leavesOut }], prefix, outputPath });
