import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from './copy-workspace.ts';
import { bareWorkspace, type Workspace } from './workspace.ts';

/**
 * Creates a user’s workspace as it is after an installation: the compiled plugins in node_modules, a lock file
 * that names them, and nothing else. Third-party packages are links to those of this repository.
 * @param nxJson fields in addition to those that keep it apart from other workspaces
 * @throws Error if the libraries are not compiled: the Nx targets e2e and acceptance run `compile` first
 */
export const consumerWorkspace = async (nxJson: object): Promise<Workspace> => {
  const workspace = await bareWorkspace('layerkit-consumer-');
  const libraries = await installCompiled(workspace.path('node_modules'));
  const apart = { analytics: false, neverConnectToCloud: true, cacheDirectory: '.nx/cache' };
  const manifest = { name: 'consumer', private: true, devDependencies: versionsOf(libraries) };
  await symlink(join(workspaceRoot, '.layerkit'), workspace.path('.layerkit'));
  for (const [file, content] of Object.entries({
    'package.json': manifest,
    'package-lock.json': lockFile(manifest, libraries),
    'nx.json': { ...apart, ...nxJson },
  }))
    await writeFile(workspace.path(file), JSON.stringify(content, null, 2));
  await writeFile(workspace.path('.gitignore'), 'node_modules/\n.nx/\ndist/\n.layerkit\n');
  return workspace;
};

const installCompiled = async (packages: string): Promise<readonly string[]> => {
  await mkdir(join(packages, '@layerkit'), { recursive: true });
  const installed = join(workspaceRoot, 'node_modules');
  for (const name of await readdir(installed))
    if (name !== '@layerkit' && name !== '.cache') await symlink(join(installed, name), join(packages, name));
  const compiled = join(workspaceRoot, 'dist', 'libs');
  const libraries = await readdir(compiled);
  for (const library of libraries) {
    const home = join(packages, '@layerkit', library);
    await cp(join(compiled, library), home, { recursive: true });
    // npm nests packages that can’t be shared below the package that needs them
    const nested = join(workspaceRoot, 'libs', library, 'node_modules');
    await cp(nested, join(home, 'node_modules'), { recursive: true }).catch(() => undefined);
  }
  return libraries;
};

const versionsOf = (libraries: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(libraries.map((library) => [`@layerkit/${library}`, '0.0.0']));

/** Returns the part of npm's lock file that Nx reads. */
const lockFile = (manifest: object, libraries: readonly string[]): object => ({
  lockfileVersion: 3,
  packages: {
    '': manifest,
    ...Object.fromEntries(
      libraries.map((library) => [
        `node_modules/@layerkit/${library}`,
        { version: '0.0.0', integrity: `sha512-${library}` },
      ]),
    ),
  },
});
