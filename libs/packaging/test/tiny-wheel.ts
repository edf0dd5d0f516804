import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import type { ServedFile } from './index-server.ts';

export interface TinyWheel {
  readonly project: string;
  readonly version: string;
  /** `py3-none-any`, after a build tag if there is one: `2-py3-none-any`. */
  readonly tag?: string;
  /** Lines of Requires-Dist. */
  readonly requires?: readonly string[];
  /** Lines of Provides-Extra. */
  readonly extras?: readonly string[];
}

/** A wheel made twice has the same digest. */
const date = new Date('2026-01-01T00:00:00Z');

/** A real wheel, small: a module of the project's name and the metadata a resolver reads. */
export const tinyWheel = async (wheel: TinyWheel): Promise<ServedFile> => {
  const { project, version, tag = 'py3-none-any', requires = [], extras = [] } = wheel;
  const name = project.replaceAll('-', '_');
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${project}`,
    `Version: ${version}`,
    ...extras.map((extra) => `Provides-Extra: ${extra}`),
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    '',
  ];
  const zip = new ZipArchive({});
  zip.append(`TAG = "${tag}"\n`, { name: `${name}/__init__.py`, date });
  zip.append(metadata.join('\n'), { name: `${name}-${version}.dist-info/METADATA`, date });
  zip.append(`Wheel-Version: 1.0\nRoot-Is-Purelib: true\n`, {
    name: `${name}-${version}.dist-info/WHEEL`,
    date,
  });
  zip.append('', { name: `${name}-${version}.dist-info/RECORD`, date });
  const [bytes] = await Promise.all([buffer(zip), zip.finalize()]);
  return { project, fileName: `${name}-${version}-${tag}.whl`, bytes };
};
