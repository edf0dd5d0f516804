import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { type RawEntry, rawZip, type RawZipOptions } from '@layerkit/testing-files';

export interface MadeWheel extends RawZipOptions {
  readonly name: string;
  readonly version?: string;
  readonly tag?: string;
  /** Content by path. Use `entries` to control every bit of an entry. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly entries?: readonly RawEntry[];
  /** Changes the finished bytes; the wheel's digest is that of the result. */
  readonly edit?: (zip: Buffer) => Buffer;
}

/** A wheel on disk, as `@layerkit/wheels` describes one. */
export interface WheelOnDisk {
  readonly name: string;
  readonly version: string;
  readonly sha256: Sha256;
  readonly fileName: string;
  readonly path: string;
}

/** Writes a wheel with its metadata, and returns its path and digest. */
export const makeWheel = async (directory: string, made: MadeWheel): Promise<WheelOnDisk> => {
  const { name, version = '1.0', tag = 'py3-none-any', edit } = made;
  const distribution = name.replaceAll('-', '_');
  const distInfo = `${distribution}-${version}.dist-info`;
  const entries: readonly RawEntry[] = [
    ...Object.entries(made.files ?? {}).map(([path, content]) => ({ name: path, content })),
    ...(made.entries ?? []),
    { name: `${distInfo}/METADATA`, content: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n` },
    { name: `${distInfo}/WHEEL`, content: `Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: ${tag}\n` },
    { name: `${distInfo}/RECORD`, content: '' },
  ];
  const zip = rawZip(entries, made);
  const bytes = edit === undefined ? zip : edit(zip);
  const fileName = `${distribution}-${version}-${tag}.whl`;
  const path = join(directory, fileName);
  await writeFile(path, bytes);
  return { name, version, sha256: sha256Of(bytes), fileName, path };
};
