import { join } from 'node:path';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { compatibilityTags, uvPlatform } from '@layerkit/platform-resolution/tags';
import type { Material } from '../preparation/material.ts';
import type { Missing, Subject } from './subject.ts';

/** Returns a subject that hashes all bytes of the wheels, as every verified build has to. */
export const hashWheels = ({ wheels, programs, scratch }: Material): Subject | Missing => {
  const title = 'cat | sha256sum';
  const { cat, sha256sum } = programs;
  if (cat === undefined || sha256sum === undefined)
    return { title, missing: 'cat and sha256sum are not on the PATH; install GNU coreutils' };
  const pipeline = [[cat, ...wheels.map(({ path }) => path)], [sha256sum]];
  return { title, steps: [{ cwd: scratch, pipeline }] };
};

/** Returns a subject that installs the locked wheels with pip, offline from a folder, and zips the result. */
export const pipAndZip = (material: Material): Subject | Missing => {
  const { programs, lock, target, wheelFolder } = material;
  const platforms = new Set(compatibilityTags(target).map(({ platform }) => platform));
  const install = (tree: string): readonly string[] => [
    ...[programs.python, '-I', '-m', 'pip', '--isolated', '--disable-pip-version-check', 'install'],
    ...['--quiet', '--no-compile', '--no-deps', '--no-index', '--find-links', wheelFolder],
    ...['--require-hashes', '--requirement', lock, '--target', tree],
    ...['--only-binary', ':all:', '--implementation', 'cp'],
    ...['--python-version', runtimeFacts(target.runtime).pythonVersion],
    ...[...platforms].filter((platform) => platform !== 'any').flatMap((name) => ['--platform', name]),
  ];
  return andZip(material, 'pip + zip', install);
};

/**
 * Returns a subject that does the same with uv. uv's cache belongs to this benchmark and holds what earlier
 * runs unpacked.
 */
export const uvAndZip = (material: Material): Subject | Missing => {
  const title = 'uv + zip';
  const { programs, lock, target, wheelFolder, scratch } = material;
  const { uv } = programs;
  if (uv === undefined) return { title, missing: 'uv is neither in .layerkit/python-tools nor on the PATH' };
  const install = (tree: string): readonly string[] => [
    ...[uv, 'pip', 'install', '--quiet', '--no-config', '--offline', '--no-deps'],
    ...['--no-index', '--find-links', wheelFolder, '--require-hashes', '--requirements', lock],
    ...['--target', tree, '--only-binary', ':all:', '--python', programs.python],
    ...['--python-version', runtimeFacts(target.runtime).pythonVersion],
    ...['--python-platform', uvPlatform(target)],
  ];
  const env = { UV_CACHE_DIR: join(scratch, 'uv-cache'), UV_PYTHON_DOWNLOADS: 'never' };
  return { ...andZip(material, title, install), env };
};

const andZip = (
  { programs: { zip }, scratch }: Material,
  title: string,
  install: (tree: string) => readonly string[],
): Subject | Missing => {
  if (zip === undefined)
    return { title, missing: 'zip is not on the PATH; on Debian, install the package zip' };
  const fresh = join(scratch, title);
  const output = join(fresh, 'layer.zip');
  return {
    title,
    fresh,
    steps: [
      { cwd: fresh, pipeline: [install(join(fresh, 'python'))] },
      { cwd: fresh, pipeline: [[zip, '-qr', output, 'python']] },
    ],
    zip: output,
  };
};
