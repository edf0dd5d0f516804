import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { publishedLibraries } from '../packages/pack-libraries.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';
import { workspaceRoot } from '../workspace/copy-workspace.ts';
import type { Registry } from './start-registry.ts';

/** Publishes the packages in dist with the version of the sources, which is quicker than a release. */
export const publishCompiled = async ({ npmrc }: Registry): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-npmrc-'));
  try {
    const userconfig = join(folder, 'npmrc');
    await writeFile(userconfig, npmrc);
    for (const library of await publishedLibraries())
      await execa('npm', ['publish', '--silent'], {
        cwd: join(workspaceRoot, 'dist', 'libs', library),
        env: plainEnvironment({ NPM_CONFIG_USERCONFIG: userconfig }),
        extendEnv: false,
      });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
