import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { packLibraries } from '../packages/pack-libraries.ts';
import { workspaceRoot } from '../workspace/copy-workspace.ts';
import { startRepository } from '../workspace/repository.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';

/**
 * Creates a user’s Nx workspace in a git repository, with the packed plugins installed but not set up. The
 * tarballs are in the repository, so that `npm ci` finds them in a clone.
 */
export const freshWorkspace = async (): Promise<Workspace> => {
  const workspace = await bareWorkspace('layerkit-consumer-');
  const tarballs = workspace.path('tarballs');
  await mkdir(tarballs);
  const packed = await packLibraries(tarballs);
  const plugins = packed.map(({ name, tarball }) => [name, `file:tarballs/${basename(tarball)}`] as const);
  const devDependencies = { ...Object.fromEntries(plugins), ...(await versionsOf(['nx', 'prettier'])) };
  const files = {
    'package.json': JSON.stringify({ name: 'consumer', version: '0.0.0', private: true, devDependencies }),
    'nx.json': JSON.stringify({ analytics: false, neverConnectToCloud: true, useDaemonProcess: false }),
    '.prettierrc': JSON.stringify({ tabWidth: 3 }),
    '.gitignore': 'node_modules/\n.nx/\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(workspace.path(name), text);
  await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: workspace.root });
  await startRepository(workspace);
  return workspace;
};

/** Returns the versions that this workspace is developed with. */
const versionsOf = async (names: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(join(workspaceRoot, 'package.json'), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? '']));
};
