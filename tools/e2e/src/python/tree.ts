import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const script = fileURLToPath(new URL('./tree.py', import.meta.url));

/** Path → sha256 of the content, as Python reads it: of a folder, or of a zip below a prefix. */
export type Tree = ReadonlyMap<string, string>;

/**
 * What pip writes of its own accord, and what a layer has no use for: neither comes from a wheel as it is.
 */
const pipsOwn = /^[^/]+\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)$|^(?:bin|include)\//;

/** A tree less what is pip’s own, and less other paths: plain data to compare. */
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
