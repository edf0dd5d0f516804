import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { unpackZip } from '@layerkit/execution-environment';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { formatTag, parseWheelFileName } from '@layerkit/platform-resolution/tags';
import { zipSources } from '@layerkit/zip/sources';
import type { Wheel } from '@layerkit/wheels';
import { buildWheelWithUv, type WheelBuild } from '@layerkit/locking/uv';
import { deflateZip } from './deflate-zip.ts';

/** The expected distribution, if it is known. */
export interface ExpectedWheel {
  readonly name: string;
  readonly version: string;
}

/**
 * Builds a wheel, refuses it unless it is pure Python, and packs it again: sorted, with one date, and deflated in
 * JavaScript, so that its bytes do not depend on the zlib, the umask or the clock of the host.
 * @throws LayerkitError source/build-failed, source/not-pure, archive/invalid, source/invalid
 */
export const buildPureWheel = async (build: WheelBuild, expected?: ExpectedWheel): Promise<Wheel> => {
  const fileName = await buildWheelWithUv(build);
  const { distribution, version, tags } = parseWheelFileName(fileName);
  if (!tags.some((tag) => formatTag(tag) === 'py3-none-any')) throw notPure(build, fileName);
  if (expected !== undefined && normalizeProjectName(expected.name) !== distribution) {
    throw unexpected(build, fileName);
  }
  const path = join(build.folder, fileName);
  await repack(join(build.folder, 'wheel', fileName), path);
  return { name: distribution, version, sha256: await sha256OfFile(path), fileName, path };
};

const repack = async (from: string, to: string): Promise<void> => {
  const folder = await mkdtemp(`${to}-`);
  const stored = `${folder}.zip`;
  try {
    await unpackZip(from, folder);
    await zipSources({ directory: folder, prefix: '', outputPath: stored });
    await deflateZip(stored, to);
  } finally {
    await Promise.all([folder, stored].map((path) => rm(path, { recursive: true, force: true })));
  }
};

const notPure = ({ name }: WheelBuild, fileName: string): LayerkitError =>
  new LayerkitError({
    code: 'source/not-pure',
    message: `the wheel built from ${name} is not for every platform: ${fileName}`,
    hint: 'Build the wheel on a machine like the target and put it on your own index (UV_INDEX) or in a folder (UV_FIND_LINKS). layerkit builds only pure Python (py3-none-any).',
  });

const unexpected = ({ name }: WheelBuild, fileName: string): LayerkitError =>
  new LayerkitError({
    code: 'source/build-failed',
    message: `the wheel built from ${name} belongs to another project: ${fileName}`,
    hint: 'Report this to the maintainers of the package.',
  });
