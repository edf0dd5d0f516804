import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import { openSink, type ByteSink } from '../files/byte-sink.ts';
import { fitsZip, openZipWriter } from '../zip-writer.ts';
import type { SourceFile } from './walk-sources.ts';

/** A file on disk with its name in the zip. */
export interface FileToStore extends SourceFile {
  /** Whether its mode is 0755 in any case. By default that depends on its first bytes. */
  readonly isProgram?: boolean | undefined;
}

export interface StoredZipRequest {
  /** In the order of the zip. */
  readonly files: readonly FileToStore[];
  /** The path of the zip, which is overwritten. It is complete only after the function has returned. */
  readonly outputPath: string;
  /** Makes the error for a file that can’t be read, and for too many bytes. */
  readonly invalid: (message: string, problems?: readonly string[], cause?: unknown) => Error;
}

export interface ZippedSources {
  readonly path: string;
  readonly facts: ZipFacts;
  /** The names of the entries, sorted by their bytes. */
  readonly names: readonly string[];
}

/**
 * Writes files into a zip, stored, with one date, so that the same files result in the same bytes on every host. Contents
 * are unchanged, including line ends. The mode is 0755 for a file that starts like a script or a Linux program (`#!`,
 * ELF) and 0644 for others, because Windows has no such modes.
 */
export const writeStoredZip = async (request: StoredZipRequest): Promise<ZippedSources> => {
  const { files, outputPath } = request;
  const output = await open(outputPath, 'w', 0o644);
  try {
    const written = await writeZip(request, openSink(output.fd));
    return {
      path: outputPath,
      facts: { file: basename(outputPath), ...written, entries: files.length },
      names: files.map(({ name }) => name),
    };
  } finally {
    await output.close();
  }
};

/** Writes the zip with one file at a time in memory, because the size and checksum of a file precede it. */
const writeZip = async (
  { files, invalid }: StoredZipRequest,
  sink: ByteSink,
): Promise<Pick<ZipFacts, 'sha256' | 'bytes' | 'unpackedBytes'>> => {
  const zip = openZipWriter(sink);
  let unpackedBytes = 0;
  for (const { name, path, isProgram } of files) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw invalid(`${path} can’t be read`, [], cause);
    });
    unpackedBytes += bytes.length;
    if (!fitsZip({ entries: files.length, bytes: sink.position() + bytes.length }))
      throw invalid('sources larger than 4 GiB can’t be zipped');
    const sizes = { compressedBytes: bytes.length, unpackedBytes: bytes.length };
    const executable = isProgram === true || startsLikeProgram(bytes);
    zip.begin({ name, entry: { method: 0, crc32: crc32(bytes), executable, ...sizes } });
    sink.write(bytes);
  }
  return { ...zip.end(), unpackedBytes };
};

const elf = Buffer.from('\x7fELF', 'latin1');

const startsLikeProgram = (bytes: Buffer): boolean =>
  bytes.subarray(0, 2).toString('latin1') === '#!' || bytes.subarray(0, 4).equals(elf);
