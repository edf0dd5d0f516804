import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { plainEnvironment } from './plain-environment.ts';

export interface NpmInstallation {
  /** `verdaccio@6.8.0`, `./layer-0.1.0.tgz` */
  readonly packages: readonly string[];
  /** Versions of dependencies, as in npm’s `overrides`. */
  readonly overrides?: Readonly<Record<string, string>> | undefined;
}

/**
 * Installs programs that tests run in a folder, from the registry that npm is configured for. They are not
 * devDependencies, since some don’t run on every Node of the workspace, and together they are larger than it.
 */
export const installFromNpm = async (
  directory: string,
  { packages, overrides = {} }: NpmInstallation,
): Promise<void> => {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ private: true, overrides }));
  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-update-notifier'];
  await execa('npm', ['install', ...quietly, ...packages], {
    cwd: directory,
    env: plainEnvironment(),
    extendEnv: false,
  });
};
