import { join } from 'node:path';
import { installFromNpm } from '../packages/install-from-npm.ts';

export interface Toolchain {
  /** What npm takes for a version of Node: `20.19.0`, `24`. */
  readonly node: string;
  readonly packageManager: 'npm' | 'pnpm';
}

/** The pnpm that these tests run; its package holds the program itself. */
const pnpm = 'pnpm@12.21.0';

/**
 * Brings a Node of this version, and pnpm where it is asked for, into a folder; npm is the host’s own.
 * @returns the folders to put before the PATH
 */
export const installToolchain = async (
  directory: string,
  { node, packageManager }: Toolchain,
): Promise<readonly string[]> => {
  const program = `node-${process.platform}-${process.arch}`;
  const packages = [`${program}@${node}`, ...(packageManager === 'pnpm' ? [pnpm] : [])];
  await installFromNpm(directory, { packages });
  const installed = join(directory, 'node_modules');
  return [join(installed, program, 'bin'), join(installed, '.bin')];
};
