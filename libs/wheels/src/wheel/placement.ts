/** The place of a wheel's file: a path below the layer's root, none, or an invalid one. */
export type Placement =
  | { readonly kind: 'install'; readonly path: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'refuse'; readonly reason: string };

/**
 * Returns the place of a file, like pip’s `install --target`: below the root, including the contents of `.data/purelib`,
 * `platlib` and `data`. A layer leaves out scripts, headers, and the files that installers and signers add. It keeps
 * RECORD, which importlib.metadata reads. (Binary distribution format, "The .data directory"; recording installed
 * projects.)
 */
export const placeFile = (name: string, distInfo: string | undefined): Placement => {
  const cut = name.indexOf('/');
  const root = name.slice(0, Math.max(cut, 0));
  if (root === distInfo && installerFiles.has(name.slice(cut + 1))) return { kind: 'leave' };
  // Like pip, accept any root that ends in .data
  return root.endsWith('.data') ? placeData(name.slice(cut + 1)) : { kind: 'install', path: name };
};

const installerFiles = new Set(['INSTALLER', 'REQUESTED', 'direct_url.json', 'RECORD.jws', 'RECORD.p7s']);
const installedSchemes = new Set(['purelib', 'platlib', 'data']);
const leftSchemes = new Set(['scripts', 'headers']);

const placeData = (path: string): Placement => {
  const cut = path.indexOf('/');
  if (cut < 0) return { kind: 'refuse', reason: 'is in a .data directory outside any scheme' };
  const scheme = path.slice(0, cut);
  if (installedSchemes.has(scheme)) return { kind: 'install', path: path.slice(cut + 1) };
  if (leftSchemes.has(scheme)) return { kind: 'leave' };
  return { kind: 'refuse', reason: `is in a .data directory under the unknown scheme “${scheme}”` };
};
