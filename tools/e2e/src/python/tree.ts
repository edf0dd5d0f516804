import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const script = fileURLToPath(new URL('./tree.py', import.meta.url));

/** The sha256 of each file by path, as Python reads it, from a folder or from a zip below a prefix. */
export type Tree = ReadonlyMap<string, string>;

/**
 * Matches files that pip itself writes, and files that a layer has no use for. Neither come unchanged from a
 * wheel.
 */
const pipsOwn = /^[^/]+\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)$|^(?:bin|include)\//;

/** Returns a tree without pip’s own files and without the given paths, as plain data to compare. */
export const withoutPipsOwn = (
  tree: Tree,
  dropped: ReadonlySet<string> = new Set(),
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tree]
      .filter(([path]) => !pipsOwn.test(path) && !dropped.has(path))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const folderTree = (directory: string): Promise<Tree> => readTree([directory]);

export const zipTree = (path: string, prefix: string): Promise<Tree> => readTree([path, prefix]);

const readTree = async (args: readonly string[]): Promise<Tree> => {
  const { stdout } = await execa('python3', [script, ...args]);
  const tree = JSON.parse(stdout) as Record<string, string>;
  return new Map(Object.entries(tree));
};
