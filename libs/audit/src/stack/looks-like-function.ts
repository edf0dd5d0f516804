import { foreignFolders, packagesFolder } from '@layerkit/platform-resolution/layout';
import { listZipFile } from '@layerkit/zip';
import { unreadable } from '../inspect/inspect-zip.ts';

/**
 * Returns whether a zip is a function’s and not a layer’s: it has a Python module or package at its root, and nothing in
 * the folders that runtimes import from in a layer.
 * @throws LayerkitError inspect/unreadable
 */
export const looksLikeFunction = (zipPath: string): boolean => {
  const names = namesIn(zipPath);
  return (
    names.some((name) => /^[^/]+(?:\.py|\/__init__\.py)$/.test(name)) &&
    !names.some((name) => ofLayers.some((folder) => name.startsWith(folder)))
  );
};

const ofLayers: readonly string[] = [...Object.values(packagesFolder), ...foreignFolders];

const namesIn = (zipPath: string): readonly string[] => {
  try {
    return listZipFile(zipPath).entries.map(({ name }) => name);
  } catch (cause) {
    throw unreadable(zipPath, cause);
  }
};
