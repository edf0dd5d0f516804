import { crc32, inflateRawSync } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { invalidParameterValue } from '../refusal/refusals.ts';

/** The limit for unpacked function code and layers together, in bytes (developer guide, "Quotas"). */
export const unpackedLimit = 262_144_000;

/**
 * Unpacks a zip in memory, entry by entry, to check that it can be unpacked.
 * @returns the unpacked size, in bytes
 * @throws Refusal if the bytes are not a zip, or if the zip is damaged, is empty, or unpacks to more than
 *   Lambda accepts
 */
export const checkUploadedCode = async (bytes: Buffer): Promise<number> => {
  const zip = await orDamaged(yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }));
  const entries = await orDamaged(readEntries(zip));
  if (entries.length === 0) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (unpacked > unpackedLimit)
    throw invalidParameterValue(`Unzipped size must be smaller than ${unpackedLimit} bytes`);
  for (const entry of entries) await orDamaged(unpack(zip, entry, bytes));
  return unpacked;
};

const orDamaged = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch {
    throw invalidParameterValue(
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  }
};

const readEntries = async (zip: ZipFile): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
};

const unpack = async (zip: ZipFile, entry: Entry, bytes: Buffer): Promise<void> => {
  if (!entry.canDecodeFileData())
    throw new Error(`${entry.fileName} is encrypted or not compressed with deflate`);
  const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
  if (!fileName.equals(entry.fileNameRaw))
    throw new Error(`${entry.fileName} has another name in its local header`);
  const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = entry.compressionMethod === 0 ? packed : inflate(packed, entry.uncompressedSize);
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32)
    throw new Error(`${entry.fileName} does not match the size or checksum of its entry`);
};

/** Inflates an entry. If the stream ends before the entry, the compressed size of the entry is wrong. */
const inflate = (packed: Buffer, size: number): Buffer => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Node's types don't know `info`
  const { buffer, engine } = inflateRawSync(packed, {
    maxOutputLength: size + 1,
    info: true,
  }) as unknown as Inflated;
  if (engine.bytesWritten !== packed.length)
    throw new Error('the entry has bytes after the end of the compressed stream');
  return buffer;
};

/** The result with the option `info` (Node's documentation, "zlib", class Options). */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
