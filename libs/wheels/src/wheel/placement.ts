/** Where a file of a wheel goes: to a path below the layer's root, nowhere, or it has no place a layer knows. */
export type Placement =
  | { readonly kind: 'install'; readonly path: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'refuse'; readonly reason: string };

/**
 * The place pip gives a file under `install --target`: everything at the root, `.data/purelib`, `platlib`
 * and `data` unpacked there too. Scripts and headers are of no use in a layer, nor is what an installer or a
 * signer notes about itself; RECORD stays, importlib.metadata reads it. (Binary distribution format, "The .data
 * directory"; recording installed projects.)
 */
export const placeFile = (name: string, distInfo: string | undefined): Placement => {
  const cut = name.indexOf('/');
  const root = name.slice(0, Math.max(cut, 0));
  if (root !== '' && root === distInfo && installerFiles.has(name.slice(cut + 1))) return { kind: 'leave' };
  // pip takes any root that ends so for a data directory.
  return root.endsWith('.data') ? placeData(name.slice(cut + 1)) : { kind: 'install', path: name };
};

const installerFiles = new Set(['INSTALLER', 'REQUESTED', 'direct_url.json', 'RECORD.jws', 'RECORD.p7s']);
const installedSchemes = new Set(['purelib', 'platlib', 'data']);
const leftSchemes = new Set(['scripts', 'headers']);

const placeData = (path: string): Placement => {
  const cut = path.indexOf('/');
  if (cut < 0) return { kind: 'refuse', reason: 'lies in a .data directory outside any scheme' };
  const scheme = path.slice(0, cut);
  if (installedSchemes.has(scheme)) return { kind: 'install', path: path.slice(cut + 1) };
  if (leftSchemes.has(scheme)) return { kind: 'leave' };
  return { kind: 'refuse', reason: `lies in a .data directory under the unknown scheme “${scheme}”` };
};
