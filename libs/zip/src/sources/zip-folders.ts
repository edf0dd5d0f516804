import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { fitsZip } from '../zip-writer.ts';
import { caseClashes } from './case-clashes.ts';
import { fileAndFolder } from './walk-places.ts';
import { isInside, walkSources, type LeavesOut, type SourceFile } from './walk-sources.ts';
import { writeStoredZip, type ZippedSources } from './write-stored-zip.ts';

export interface FolderToZip {
  readonly directory: string;
  /**
   * Returns whether a file is left out. By default these are files that tools leave next to sources; a
   * replacement must leave them out too.
   */
  readonly leavesOut?: LeavesOut | undefined;
}

export interface ZipFoldersRequest {
  readonly folders: readonly FolderToZip[];
  /** Prepended to each name: `python/` for a layer, nothing for a function. */
  readonly prefix: string;
  /** The path of the zip, which is overwritten. It is complete only after the function has returned. */
  readonly outputPath: string;
}

/**
 * Puts the files of folders into one zip, as `zipSources` does with a single folder. A file that two folders have is an
 * error, because the order of the folders would decide which one counts.
 * @throws LayerkitError source/invalid, with every problem
 */
export const zipFolders = async ({
  folders,
  prefix,
  outputPath,
}: ZipFoldersRequest): Promise<ZippedSources> => {
  const shown = folders.map(({ directory }) => directory).join(', ');
  const files: FoundFile[] = [];
  const problems: string[] = [];
  for (const folder of folders) {
    await refuseOwnOutput(folder.directory, dirname(outputPath));
    const tree = await walk(folder);
    files.push(...tree.files.map((file) => ({ ...file, folder: folder.directory })));
    problems.push(...tree.problems);
  }
  const sorted = sortedByBytes(files);
  problems.push(...clashes(sorted));
  if (problems.length > 0) throw invalid(`${shown} can’t be zipped`, problems);
  if (!fitsZip({ entries: sorted.length, bytes: 0 }))
    throw invalid(`${shown} contains more than 65,534 files`);
  return writeStoredZip({
    files: sorted.map(({ name, path }) => ({ name: prefix + name, path })),
    outputPath,
    invalid,
  });
};

interface FoundFile extends SourceFile {
  readonly folder: string;
}

/** Refuses an output inside the folder: each build would include the previous one and differ from it. */
const refuseOwnOutput = async (directory: string, output: string): Promise<void> => {
  const [from, to] = await Promise.all([directory, output].map((path) => realpath(path).catch(() => path)));
  if (from !== undefined && to !== undefined && isInside(from, to))
    throw invalid(`${directory} contains the output folder ${output}, so it can’t be zipped`);
};

const walk = async ({ directory, leavesOut }: FolderToZip) => {
  const tree = await walkSources(directory, leavesOut).catch((cause: unknown) => {
    throw invalid(`can’t read ${directory} as a source folder`, [], cause);
  });
  if (tree.files.length + tree.problems.length === 0) throw invalid(`${directory} contains no files`);
  return tree;
};

const sortedByBytes = (files: readonly FoundFile[]): readonly FoundFile[] =>
  files
    .map((file) => ({ file, bytes: Buffer.from(file.name) }))
    .sort((a, b) => a.bytes.compare(b.bytes))
    .map(({ file }) => file);

const clashes = (files: readonly FoundFile[]): readonly string[] => {
  const names = files.map(({ name }) => name);
  const twice = files.flatMap(({ name, folder }, at) => {
    const before = files[at - 1];
    return before?.name === name && before.folder !== folder
      ? [`${name} comes from two folders: ${before.folder} and ${folder}`]
      : [];
  });
  return [...twice, ...fileAndFolder(names), ...caseClashes([...new Set(names)])];
};

const invalid = (message: string, problems: readonly string[] = [], cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'source/invalid',
    message,
    problems,
    hint: 'Fix this, or set “sources” in layer.json or function.json to another folder.',
    cause,
  });
