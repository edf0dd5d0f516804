import { join } from 'node:path';
import { installFromNpm } from '../packages/install-from-npm.ts';

export interface Toolchain {
  /** A version of Node for npm: `20.19.0`, `24`. */
  readonly node: string;
  readonly packageManager: 'npm' | 'pnpm' | 'bun';
}

/** The package that contains each package manager’s program. npm is the host’s. */
const programs = {
  npm: [],
  pnpm: ['pnpm@12.21.0'],
  bun: [`@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}@1.4.5`],
} as const;

/**
 * Installs Node in the given version, and the package manager, in a folder.
 * @returns the folders to put first on the PATH
 */
export const installToolchain = async (
  directory: string,
  { node, packageManager }: Toolchain,
): Promise<readonly string[]> => {
  const program = `node-${process.platform}-${process.arch}`;
  const packages = programs[packageManager];
  await installFromNpm(directory, { packages: [`${program}@${node}`, ...packages] });
  const installed = join(directory, 'node_modules');
  const own = packages.map((name) => join(installed, name.slice(0, name.lastIndexOf('@')), 'bin'));
  return [join(installed, program, 'bin'), ...own, join(installed, '.bin')];
};
