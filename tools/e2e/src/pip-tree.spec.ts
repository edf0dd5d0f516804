import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact';
import { buildLayer, ensureWheels, lockPath, openStore, readLock } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { pipInstall } from './python/pip-install.ts';
import { folderTree, zipTree, type Tree } from './python/tree.ts';
import { workspaceRoot } from './workspace/copy-workspace.ts';
import { temporaryFolders } from './workspace/temporary-folders.ts';

const projectRoot = join(workspaceRoot, 'apps', 'dependencies-layer');
const definition = await readLayerDefinition(projectRoot);
const temporaryFolder = temporaryFolders();

/** What pip writes of its own accord, and what a layer has no use for: neither comes from a wheel as it is. */
const writtenByPip = /^[^/]+\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json)$|^bin\//;

const without = (tree: Tree, drop: (path: string) => boolean): Record<string, string> =>
  Object.fromEntries([...tree].filter(([path]) => !drop(path)).sort(([a], [b]) => (a < b ? -1 : 1)));

describe.each(targetsOf(definition).map((target) => ({ name: formatTarget(target), target })))(
  'the layer for $name',
  ({ target }) => {
    it('is what pip install --target makes of the same lock, path by path and byte by byte', async () => {
      const outputRoot = await temporaryFolder();
      const { artifact } = await buildLayer({ projectRoot, definition, target, outputRoot });
      const lock = lockPath(projectRoot, target);
      const { packages } = await readLock(lock);
      const { wheels } = await ensureWheels({ packages, store: openStore() });
      const pip = await folderTree(
        await pipInstall({ target, lock, wheels, scratch: await temporaryFolder() }),
      );
      const layer = await zipTree(artifact.zipPath, 'python/');

      const { pruned, notInstalled } = artifact.manifest;
      const dropped = new Set(
        [...pruned.flatMap(({ files }) => files), ...notInstalled].map(({ path }) => path),
      );
      expect(without(layer, (path) => writtenByPip.test(path))).toEqual(
        without(pip, (path) => writtenByPip.test(path) || dropped.has(`python/${path}`)),
      );
      expect(layer.size).toBeGreaterThan(5000);
      expect(pruned.flatMap(({ files }) => files).length).toBeGreaterThan(0);
    }, 240_000);
  },
);
