import { open, readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { openSink, type ByteSink } from '../files/byte-sink.ts';
import { fitsZip, openZipWriter } from '../zip-writer.ts';
import { caseClashes } from './case-clashes.ts';
import { isInside, walkSources, type LeavesOut, type SourceFile, type SourceTree } from './walk-sources.ts';

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

export interface ZippedSources {
  readonly path: string;
  readonly facts: ZipFacts;
  /** The names of the entries, sorted by their bytes. */
  readonly names: readonly string[];
}

/**
 * Puts the files of a folder into a zip, stored, sorted and with one date, so that the same files result in the
 * same bytes on every host. Contents are unchanged, including line ends. The mode is 0755 for a file that
 * starts like a script or a Linux program (`#!`, ELF) and 0644 for others, because Windows has no such modes.
 * Leaves out what `leavesOut` matches, by default the names in `leftOutNames`.
 * @throws LayerkitError source/invalid, with every problem
 */
export const zipSources = async (request: ZipSourcesRequest): Promise<ZippedSources> => {
  const { directory, prefix, outputPath } = request;
  await refuseOwnOutput(directory, dirname(outputPath));
  const { files } = await checkedSources(directory, request.leavesOut);
  const names = files.map(({ name }) => prefix + name);
  const output = await open(outputPath, 'w', 0o644);
  try {
    const written = await writeZip(files, prefix, openSink(output.fd));
    return {
      path: outputPath,
      facts: { file: basename(outputPath), ...written, entries: files.length },
      names,
    };
  } finally {
    await output.close();
  }
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

/** Writes the zip with one file at a time in memory, because the size and checksum of a file precede it. */
const writeZip = async (
  files: readonly SourceFile[],
  prefix: string,
  sink: ByteSink,
): Promise<Pick<ZipFacts, 'sha256' | 'bytes' | 'unpackedBytes'>> => {
  const zip = openZipWriter(sink);
  let unpackedBytes = 0;
  for (const { name, path } of files) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw invalid(`${path} can’t be read`, [], cause);
    });
    unpackedBytes += bytes.length;
    if (!fitsZip({ entries: files.length, bytes: sink.position() + bytes.length }))
      throw invalid('sources larger than 4 GiB can’t be zipped');
    const sizes = { compressedBytes: bytes.length, unpackedBytes: bytes.length };
    const entry = { method: 0, crc32: crc32(bytes), executable: isProgram(bytes), ...sizes } as const;
    zip.begin({ name: prefix + name, entry });
    sink.write(bytes);
  }
  return { ...zip.end(), unpackedBytes };
};

const elf = Buffer.from('\x7fELF', 'latin1');

const isProgram = (bytes: Buffer): boolean =>
  bytes.subarray(0, 2).toString('latin1') === '#!' || bytes.subarray(0, 4).equals(elf);
