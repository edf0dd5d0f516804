import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const script = fileURLToPath(new URL('./tree.py', import.meta.url));

/** Path → sha256 of the content, as Python reads it: of a folder, or of a zip below a prefix. */
export type Tree = ReadonlyMap<string, string>;

export const folderTree = (directory: string): Promise<Tree> => readTree([directory]);

export const zipTree = (path: string, prefix: string): Promise<Tree> => readTree([path, prefix]);

const readTree = async (args: readonly string[]): Promise<Tree> => {
  const { stdout } = await execa('python3', [script, ...args]);
  const tree = JSON.parse(stdout) as Record<string, string>;
  return new Map(Object.entries(tree));
};
