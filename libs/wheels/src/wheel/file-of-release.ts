import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { isSameRelease, releaseInFileName, type Release } from './same-release.ts';

const longestStem = 500;

/** Whether a file of an index is a wheel or source distribution of a release, by its name. */
export const isFileOfRelease = (fileName: string, release: Release): boolean => {
  if (fileName.endsWith('.whl')) return isSameRelease(releaseInFileName(fileName), release);
  const [, stem] = /^(.+)\.(?:tar\.gz|zip)$/.exec(fileName) ?? [];
  if (stem === undefined || stem.length > longestStem) return false;
  // Names of old source distributions may contain hyphens
  const cuts = [...stem.matchAll(/-/g)].map(({ index }) => index);
  const name = normalizeProjectName(release.name);
  const cut = cuts.find((at) => normalizeProjectName(stem.slice(0, at)) === name);
  return cut !== undefined && isSameRelease({ name, version: stem.slice(cut + 1) }, release);
};
