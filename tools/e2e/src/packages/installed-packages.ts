import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { execa } from 'execa';
import { plainEnvironment } from './plain-environment.ts';

export interface InstalledPackage {
  /** The name below node_modules: `zod`, or `which/node_modules/isexe` if it is nested. */
  readonly name: string;
  /** The size of its own files. */
  readonly bytes: number;
}

/** Returns the packages that npm has installed in a folder. */
export const installedPackages = async (directory: string): Promise<readonly InstalledPackage[]> => {
  const { stdout } = await execa('npm', ['ls', '--all', '--parseable'], {
    cwd: directory,
    env: plainEnvironment(),
    extendEnv: false,
  });
  const [, ...paths] = stdout.split('\n');
  const names = [...new Set(paths)].map((path) => relative(join(directory, 'node_modules'), path));
  return Promise.all(
    names.map(async (name) => ({
      name: name.split(sep).join('/'),
      bytes: await bytesIn(join(directory, 'node_modules', name)),
    })),
  );
};

const bytesIn = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = entries
    .filter(({ name }) => name !== 'node_modules')
    .map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? bytesIn(path) : (await stat(path)).size;
    });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
};
