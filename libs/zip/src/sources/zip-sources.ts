import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { fitsZip } from '../zip-writer.ts';
import { caseClashes } from './case-clashes.ts';
import { isInside, walkSources, type LeavesOut, type SourceTree } from './walk-sources.ts';
import { writeStoredZip, type ZippedSources } from './write-stored-zip.ts';

export interface ZipSourcesRequest {
  readonly directory: string;
  /** Prepended to each name: `python/` for a layer, nothing for a function. */
  readonly prefix: string;
  /** The path of the zip, which is overwritten. It is complete only after this function has returned. */
  readonly outputPath: string;
  /**
   * Returns whether a file is left out. By default these are files that tools leave next to sources; a
   * replacement must leave them out too.
   */
  readonly leavesOut?: LeavesOut;
}

/**
 * Puts the files of a folder into a zip, stored, sorted and with one date, as `writeStoredZip` does. Leaves out what `leavesOut` matches, by default the names in `leftOutNames`.
 * @throws LayerkitError source/invalid, with every problem
 */
export const zipSources = async (request: ZipSourcesRequest): Promise<ZippedSources> => {
  const { directory, prefix, outputPath } = request;
  await refuseOwnOutput(directory, dirname(outputPath));
  const { files } = await checkedSources(directory, request.leavesOut);
  return writeStoredZip({
    files: files.map(({ name, path }) => ({ name: prefix + name, path })),
    outputPath,
    invalid,
  });
};

/** Refuses an output inside the folder: each build would include the previous one and differ from it. */
const refuseOwnOutput = async (directory: string, output: string): Promise<void> => {
  const [from, to] = await Promise.all([directory, output].map((path) => realpath(path).catch(() => path)));
  if (from !== undefined && to !== undefined && isInside(from, to))
    throw invalid(`${directory} contains the output folder ${output}, so it can’t be zipped`);
};

const checkedSources = async (directory: string, leavesOut?: LeavesOut): Promise<SourceTree> => {
  const tree = await walkSources(directory, leavesOut).catch((cause: unknown) => {
    throw invalid(`can’t read ${directory} as a source folder`, [], cause);
  });
  const problems = [...tree.problems, ...caseClashes(tree.files.map(({ name }) => name))];
  if (problems.length > 0) throw invalid(`${directory} can’t be zipped`, problems);
  if (tree.files.length === 0) throw invalid(`${directory} contains no files`);
  if (!fitsZip({ entries: tree.files.length, bytes: 0 }))
    throw invalid(`${directory} contains more than 65,534 files`);
  return tree;
};

const invalid = (message: string, problems: readonly string[] = [], cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'source/invalid',
    message,
    problems,
    hint: 'Fix this, or set “sources” in layer.json or function.json to another folder.',
    cause,
  });
