import { isNewerVersion, isVersion, normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** A project and a version of it, each as written. */
export interface Release {
  readonly name: string;
  readonly version: string;
}

/**
 * Returns whether two releases are the same: their names by PEP 503, their versions by PEP 440. A file name has
 * `_` for `-`. A version that is not valid under PEP 440 is the same only as itself.
 */
export const isSameRelease = (a: Release, b: Release): boolean =>
  normalizeProjectName(a.name) === normalizeProjectName(b.name) &&
  isSameVersion(unescaped(a.version), unescaped(b.version));

const unescaped = (version: string): string => version.replaceAll('_', '-').toLowerCase();

const isSameVersion = (a: string, b: string): boolean =>
  a === b || (isVersion(a) && isVersion(b) && !isNewerVersion(a, b) && !isNewerVersion(b, a));

/** Returns the release in `NAME-VERSION`, or in a wheel’s file name, which goes on after the version. */
export const releaseInFileName = (fileName: string): Release => {
  const [name = '', version = ''] = fileName.split('-');
  return { name, version };
};

/** Returns the release in the name of a `.dist-info` folder. Old tools leave hyphens in the project’s name. */
export const releaseOfDistInfo = (directory: string): Release => {
  const stem = directory.slice(0, -'.dist-info'.length);
  const cut = stem.lastIndexOf('-');
  return { name: stem.slice(0, Math.max(cut, 0)), version: stem.slice(cut + 1) };
};

export const formatRelease = ({ name, version }: Release): string => `${name} ${version}`;
