import { buffer } from 'node:stream/consumers';
import { sha256Of, sha256ToBase64 } from '@layerkit/artifact';
import { ZipArchive } from 'archiver';
import type { ServedFile } from './index-server.ts';

export interface WheelContent {
  readonly project: string;
  readonly version?: string;
  readonly tag?: string;
  /** Path in the wheel → content. */
  readonly files: Readonly<Record<string, string | Buffer>>;
}

/** A real wheel with these files, and the RECORD that says so (binary distribution format). */
export const wheelWithFiles = async (content: WheelContent): Promise<ServedFile> => {
  const { project, version = '1.0', tag = 'py3-none-any', files } = content;
  const name = project.replaceAll('-', '_');
  const distInfo = `${name}-${version}.dist-info`;
  const all: Record<string, string | Buffer> = {
    ...files,
    [`${distInfo}/METADATA`]: `Metadata-Version: 2.1\nName: ${project}\nVersion: ${version}\n`,
    [`${distInfo}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
  };
  const record = Object.entries(all).map(([path, bytes]) => {
    const digest = sha256ToBase64(sha256Of(bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
    return `${path},sha256=${digest},${Buffer.byteLength(bytes)}\n`;
  });
  const zip = new ZipArchive({});
  for (const [path, bytes] of Object.entries(all)) zip.append(bytes, { name: path });
  zip.append(`${record.join('')}${distInfo}/RECORD,,\n`, { name: `${distInfo}/RECORD` });
  const [bytes] = await Promise.all([buffer(zip), zip.finalize()]);
  return { project, fileName: `${name}-${version}-${tag}.whl`, bytes };
};
