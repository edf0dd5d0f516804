import { join } from 'node:path';
import { installFromNpm } from '../packages/install-from-npm.ts';

export interface Toolchain {
  /** A version of Node for npm: `20.19.0`, `24`. */
  readonly node: string;
  readonly packageManager: 'npm' | 'pnpm';
}

/** The pnpm that these tests run. Its package contains the program. */
const pnpm = 'pnpm@12.21.0';

/**
 * Installs Node in the given version, and pnpm if requested, in a folder. npm is the host’s.
 * @returns the folders to put first on the PATH
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
