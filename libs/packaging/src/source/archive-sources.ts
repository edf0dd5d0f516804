import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256OfFile, type ZipFacts } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { caseClashes } from './case-clashes.ts';
import { walkSources, type SourceFile, type SourceTree } from './walk-sources.ts';

export interface ArchiveSourcesRequest {
  readonly directory: string;
  /** Put before each name: `python/` for a layer, nothing for a function. */
  readonly prefix: string;
  /** Overwritten. Whole only when this function has returned. */
  readonly outputPath: string;
}

export interface SourceArchive {
  readonly path: string;
  readonly facts: ZipFacts;
  /** Entries, sorted by their bytes. */
  readonly names: readonly string[];
}

/** The earliest date a zip can hold. */
const fixedDate = new Date('1980-01-01T00:00:00Z');

/**
 * Puts a folder's files into a zip: stored, sorted, one date, so that the same files give the same bytes on
 * every host. Files are taken as they are, line ends included. Modes are 0755 for what starts as a script or
 * a Linux program does (`#!`, ELF) and 0644 for the rest: the host's own modes do not exist on Windows.
 * Left out is what `leftOutNames` lists.
 * @throws LayerkitError source/invalid, with every problem
 */
export const archiveSources = async (request: ArchiveSourcesRequest): Promise<SourceArchive> => {
  const { directory, prefix, outputPath } = request;
  const { files } = await checkedSources(directory);
  const names = files.map(({ name }) => prefix + name);
  const unpackedBytes = await writeZip(files, request);
  const facts: ZipFacts = {
    file: basename(outputPath),
    sha256: await sha256OfFile(outputPath),
    bytes: (await stat(outputPath)).size,
    unpackedBytes,
    entries: files.length,
  };
  return { path: outputPath, facts, names };
};

const checkedSources = async (directory: string): Promise<SourceTree> => {
  const tree = await walkSources(directory).catch((cause: unknown) => {
    throw invalid(`${directory} can’t be read as a folder of sources`, [], cause);
  });
  const problems = [...tree.problems, ...caseClashes(tree.files.map(({ name }) => name))];
  if (problems.length > 0) throw invalid(`${directory} can’t be archived`, problems);
  if (tree.files.length === 0) throw invalid(`${directory} holds no file to archive`);
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

/** One file at a time is in memory: a buffer's size and checksum stand before it, a stream's behind it. */
const writeZip = async (
  files: readonly SourceFile[],
  { prefix, outputPath }: ArchiveSourcesRequest,
): Promise<number> => {
  // Loaded here: a layer without own sources needs none of it.
  const { ZipArchive } = await import('archiver');
  const zip = new ZipArchive({ store: true });
  const written = pipeline(zip, createWriteStream(outputPath));
  let unpackedBytes = 0;
  for (const { name, path } of files) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw invalid(`${path} can’t be read`, [], cause);
    });
    unpackedBytes += bytes.length;
    const added = once(zip, 'entry');
    zip.append(bytes, { name: prefix + name, date: fixedDate, mode: isProgram(bytes) ? 0o755 : 0o644 });
    await Promise.race([added, written]);
  }
  await Promise.all([zip.finalize(), written]);
  return unpackedBytes;
};

const elf = Buffer.from('\x7fELF', 'latin1');

const isProgram = (bytes: Buffer): boolean =>
  bytes.subarray(0, 2).toString('latin1') === '#!' || bytes.subarray(0, 4).equals(elf);
