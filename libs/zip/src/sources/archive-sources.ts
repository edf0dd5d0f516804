import { open, readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ZipFacts } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { openSink, type ByteSink } from '../files/byte-sink.ts';
import { fitsZip, openZipWriter } from '../zip-writer.ts';
import { caseClashes } from './case-clashes.ts';
import { isInside, walkSources, type LeavesOut, type SourceFile, type SourceTree } from './walk-sources.ts';

export interface ArchiveSourcesRequest {
  readonly directory: string;
  /** Put before each name: `python/` for a layer, nothing for a function. */
  readonly prefix: string;
  /** Overwritten. Whole only when this function has returned. */
  readonly outputPath: string;
  /** By default what tools leave beside sources; what takes its place has to see to that, too. */
  readonly leavesOut?: LeavesOut;
}

export interface SourceArchive {
  readonly path: string;
  readonly facts: ZipFacts;
  /** Entries, sorted by their bytes. */
  readonly names: readonly string[];
}

/**
 * Puts a folder's files into a zip: stored, sorted, one date, so that the same files give the same bytes on
 * every host. Files are taken as they are, line ends included. Modes are 0755 for what starts as a script or
 * a Linux program does (`#!`, ELF) and 0644 for the rest: the host's own modes do not exist on Windows.
 * Left out is what `leavesOut` says, by default what `leftOutNames` lists.
 * @throws LayerkitError source/invalid, with every problem
 */
export const archiveSources = async (request: ArchiveSourcesRequest): Promise<SourceArchive> => {
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

/** Each build would take in the one before it, and be another. */
const refuseOwnOutput = async (directory: string, output: string): Promise<void> => {
  const [from, to] = await Promise.all([directory, output].map((path) => realpath(path).catch(() => path)));
  if (from !== undefined && to !== undefined && isInside(from, to))
    throw invalid(`${directory} holds ${output}, where what is built goes: it can’t be archived`);
};

const checkedSources = async (directory: string, leavesOut?: LeavesOut): Promise<SourceTree> => {
  const tree = await walkSources(directory, leavesOut).catch((cause: unknown) => {
    throw invalid(`${directory} can’t be read as a folder of sources`, [], cause);
  });
  const problems = [...tree.problems, ...caseClashes(tree.files.map(({ name }) => name))];
  if (problems.length > 0) throw invalid(`${directory} can’t be archived`, problems);
  if (tree.files.length === 0) throw invalid(`${directory} holds no file to archive`);
  if (!fitsZip({ entries: tree.files.length, bytes: 0 }))
    throw invalid(`${directory} holds more than 65,534 files`);
  return tree;
};

const invalid = (message: string, problems: readonly string[] = [], cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'source/invalid',
    message,
    problems,
    hint: 'Mend what is named here, or name another folder as “sources” in layer.json or function.json.',
    cause,
  });

/** One file at a time is in memory: its size and checksum stand before it. */
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
      throw invalid('Sources of more than 4 GiB can’t be archived');
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
