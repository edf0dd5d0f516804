import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { packLibraries } from '../packages/pack-libraries.ts';
import { workspaceRoot, type WorkspaceCopy } from './copy-workspace.ts';

/**
 * Somebody’s Nx workspace that has the packed plugins installed, in a git repository, and knows nothing of them yet. The
 * tarballs lie in the repository, so that `npm ci` finds them in a clone.
 */
export const freshWorkspace = async (): Promise<WorkspaceCopy> => {
  const root = await mkdtemp(join(tmpdir(), 'layerkit-consumer-'));
  await mkdir(join(root, 'tarballs'));
  const packed = await packLibraries(join(root, 'tarballs'));
  const plugins = packed.map(({ name, tarball }) => [name, `file:tarballs/${basename(tarball)}`] as const);
  const devDependencies = { ...Object.fromEntries(plugins), ...(await versionsOf(['nx', 'prettier'])) };
  const files = {
    'package.json': JSON.stringify({ name: 'consumer', version: '0.0.0', private: true, devDependencies }),
    'nx.json': JSON.stringify({ analytics: false, neverConnectToCloud: true, useDaemonProcess: false }),
    '.prettierrc': JSON.stringify({ tabWidth: 3 }),
    '.gitignore': 'node_modules/\n.nx/\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: root });
  await execa('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  return {
    root,
    path: (relative) => join(root, ...relative.split('/')),
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

/** The versions that this workspace is developed with. */
const versionsOf = async (names: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(join(workspaceRoot, 'package.json'), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? '']));
};
