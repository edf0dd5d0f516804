import { crc32, inflateRawSync } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { invalidParameterValue } from '../refusal/refusals.ts';

/** Function code and layers unpacked, in bytes (AWS Lambda developer guide, "Quotas"). */
export const unpackedLimit = 262_144_000;

/**
 * Unpacks a zip in memory, entry by entry, to see that it can be unpacked at all.
 * @returns how many bytes it unpacks to
 * @throws Refusal when it is no zip, is damaged, is empty, or unpacks to more than Lambda takes
 */
export const examineZip = async (bytes: Buffer): Promise<number> => {
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
    throw new Error(`${entry.fileName} is encrypted or packed by another method than deflate`);
  const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
  if (!fileName.equals(entry.fileNameRaw)) throw new Error(`${entry.fileName} has two names`);
  const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = entry.compressionMethod === 0 ? packed : inflate(packed, entry.uncompressedSize);
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32)
    throw new Error(`${entry.fileName} is not what its entry says`);
};

/**
 * Where the stream ends before its entry does, the compressed size is wrong and the rest is of another entry.
 */
const inflate = (packed: Buffer, size: number): Buffer => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Node's types don't know `info`
  const { buffer, engine } = inflateRawSync(packed, {
    maxOutputLength: size + 1,
    info: true,
  }) as unknown as Inflated;
  if (engine.bytesWritten !== packed.length) throw new Error('bytes are left after the end of the stream');
  return buffer;
};

/** Node's documentation, "zlib", class Options: what `info` makes of the answer. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
