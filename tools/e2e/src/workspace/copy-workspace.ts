import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { bareWorkspace, type Workspace } from './workspace.ts';

export const workspaceRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Copies the workspace: the files that git tracks or would track, the installed packages, and the Python tools.
 * Nothing is built or cached in the copy.
 */
export const copyWorkspace = async (): Promise<Workspace> => {
  const workspace = await bareWorkspace();
  await copySources(workspace.root);
  for (const folder of [...(await installedFolders()), '.layerkit/python-tools'])
    await linkTree(join(workspaceRoot, folder), workspace.path(folder));
  return workspace;
};

const copySources = async (root: string): Promise<void> => {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await execa('git', list, { cwd: workspaceRoot });
  const deleted = await execa('git', ['ls-files', '--deleted', '-z'], { cwd: workspaceRoot });
  const gone = new Set(deleted.stdout.split('\0'));
  for (const file of stdout.split('\0')) {
    if (file === '' || gone.has(file)) continue;
    await mkdir(dirname(join(root, file)), { recursive: true });
    await cp(join(workspaceRoot, file), join(root, file));
  }
};

/**
 * Returns the folders of installed packages. npm nests packages that can’t be shared below the package that
 * needs them.
 */
const installedFolders = async (): Promise<readonly string[]> => {
  const { stdout } = await execa(
    'find',
    ['.', '-maxdepth', '3', '-name', 'node_modules', '-prune', '-not', '-path', './node_modules/*'],
    { cwd: workspaceRoot },
  );
  return stdout.split('\n').map((folder) => folder.replace(/^\.\//, ''));
};

/**
 * Copies a tree with hard links if the disk allows it, since packages are only read and have tens of thousands
 * of files.
 */
export const linkTree = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true });
  const linked = await execa('cp', ['-al', from, to], { reject: false });
  if (linked.failed) await execa('cp', ['-a', from, to]);
};
