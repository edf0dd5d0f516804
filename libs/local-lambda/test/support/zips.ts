import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';

export type ZipContent = Readonly<Record<string, string | Uint8Array>>;

/** Makes a zip with these files, as an ordinary zip program does. Equal files give equal bytes: their date is fixed. */
export const makeZip = (
  files: ZipContent,
  options: { readonly store?: boolean | undefined } = {},
): Promise<Buffer> => {
  const archive = new ZipArchive({ store: options.store ?? false });
  for (const [name, content] of Object.entries(files)) archive.append(Buffer.from(content), { name, date });
  void archive.finalize();
  return buffer(archive);
};

const date = new Date(2026, 0, 1);

const megabyte = Buffer.alloc(1 << 20);

/** Makes a small zip with one file that unpacks to this number of bytes. */
export const makeZipThatUnpacksTo = (bytes: number): Promise<Buffer> => {
  const content = function* () {
    for (let left = bytes; left > 0; left -= megabyte.length) yield megabyte.subarray(0, left);
  };
  const archive = new ZipArchive({ zlib: { level: 1 } });
  archive.append(Readable.from(content()), { name: 'python/zeros.bin' });
  void archive.finalize();
  return buffer(archive);
};
