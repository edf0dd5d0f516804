import { buffer } from 'node:stream/consumers';
import { sha256Of, sha256ToBase64 } from '@layerkit/artifact/digest';
import { ZipArchive } from 'archiver';
import type { ServedFile } from './index-server.ts';

export interface TinyWheel {
  readonly project: string;
  readonly version?: string;
  /** `py3-none-any`, after a build tag if there is one: `2-py3-none-any`. */
  readonly tag?: string;
  /** Lines of Requires-Dist. */
  readonly requires?: readonly string[];
  /** Lines of Provides-Extra. */
  readonly extras?: readonly string[];
  /** Content by path in the wheel; by default a module with the project's name. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

/** A wheel made twice has the same digest. */
const date = new Date('2026-01-01T00:00:00Z');

/** Returns a small real wheel: some files, the metadata that a resolver reads, and a RECORD that lists them. */
export const tinyWheel = async (wheel: TinyWheel): Promise<ServedFile> => {
  const { project, version = '1.0', tag = 'py3-none-any' } = wheel;
  const name = project.replaceAll('-', '_');
  const distInfo = `${name}-${version}.dist-info`;
  const files: Readonly<Record<string, string | Buffer>> = {
    ...(wheel.files ?? { [`${name}/__init__.py`]: `TAG = "${tag}"\n` }),
    [`${distInfo}/METADATA`]: metadataOf({ ...wheel, version }),
    [`${distInfo}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag.replace(/^\d[^-]*-/, '')}\n`,
  };
  const record = [...Object.entries(files).map(recordLine), `${distInfo}/RECORD,,\n`].join('');
  const zip = new ZipArchive({});
  for (const [path, content] of Object.entries({ ...files, [`${distInfo}/RECORD`]: record }))
    zip.append(content, { name: path, date });
  const [bytes] = await Promise.all([buffer(zip), zip.finalize()]);
  return { project, fileName: `${name}-${version}-${tag}.whl`, bytes };
};

const metadataOf = ({ project, version = '', requires = [], extras = [] }: TinyWheel): string =>
  [
    'Metadata-Version: 2.1',
    `Name: ${project}`,
    `Version: ${version}`,
    ...extras.map((extra) => `Provides-Extra: ${extra}`),
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    '',
  ].join('\n');

/**
 * Returns a line of RECORD. Its digest is in base64url without padding, as the binary distribution format
 * requires.
 */
const recordLine = ([path, content]: readonly [string, string | Buffer]): string => {
  const digest = sha256ToBase64(sha256Of(content))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `${path},sha256=${digest},${Buffer.byteLength(content)}\n`;
};
