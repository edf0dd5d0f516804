import { join } from 'node:path';
import { mergeDirectories } from '../unpacking/merge-directories.ts';
import type { Mount } from './mount.ts';

/** Replaces `merged` mounts by read-only ones: several folders become a merged copy in the scratch folder. */
export const replaceMerged = async (mounts: readonly Mount[], scratch: string): Promise<Mount[]> => {
  const replaced: Mount[] = [];
  for (const mount of mounts) replaced.push(mount.kind === 'merged' ? await single(mount, scratch) : mount);
  return replaced;
};

const single = async (mount: Mount & { readonly kind: 'merged' }, scratch: string): Promise<Mount> => {
  const { sources, path } = mount;
  const [only] = sources;
  if (only === undefined) return { kind: 'empty', path };
  if (sources.length === 1) return { kind: 'read-only', source: only, path };
  const merged = join(scratch, 'merged', path.replaceAll('/', '-'));
  await mergeDirectories(sources, merged);
  return { kind: 'read-only', source: merged, path };
};
