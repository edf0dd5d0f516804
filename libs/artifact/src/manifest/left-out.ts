import { packagesIn, type ZipRole } from '@layerkit/platform-resolution/layout';
import type { LeftOut } from './layer-manifest.ts';

/** The parts of a plan or a manifest that list files left out of the zip. */
export interface LeftOutFiles {
  readonly pruned: readonly { readonly files: readonly LeftOut[] }[];
  readonly notInstalled: readonly LeftOut[];
}

/** Returns the paths in the zip of files that a prune rule dropped or that only an installer needs. */
export const leftOutPaths = (
  { pruned, notInstalled }: LeftOutFiles,
  role: ZipRole = 'layer',
): ReadonlySet<string> =>
  new Set([
    ...pruned.flatMap(({ files }) => files.map(({ path }) => path)),
    ...notInstalled.map(({ path }) => packagesIn[role] + path),
  ]);
