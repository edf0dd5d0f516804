import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { formatTarget } from '@layerkit/platform-resolution';
import { buildLayer } from '@layerkit/packaging';
import { ensureWheels, openStore } from '@layerkit/wheels/store';
import { lockPath, readLock } from '@layerkit/locking/lock';
import { projectDefaultIndex } from '@layerkit/locking/uv';
import { pipInstall } from '../src/python/pip-install.ts';
import { folderTree, withoutPipsOwn, zipTree } from '../src/python/tree.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const projectRoot = join(workspaceRoot, 'apps', 'dependencies-layer');
const definition = await readLayerDefinition(projectRoot);
const temporaryFolder = temporaryFolders();

describe.each(targetsOf(definition).map((target) => ({ name: formatTarget(target), target })))(
  'the layer for $name',
  ({ target }) => {
    it('has the files that pip install --target gives for the same lock, path by path and byte by byte', async () => {
      const outputRoot = await temporaryFolder();
      const { artifact } = await buildLayer({ projectRoot, definition, target, outputRoot });
      const lock = lockPath(projectRoot, target);
      const { packages } = await readLock(lock);
      const { wheels } = await ensureWheels({
        packages,
        access: { store: openStore(), defaultIndex: () => projectDefaultIndex(projectRoot) },
      });
      const pip = await folderTree(
        await pipInstall({ target, lock, wheels, scratch: await temporaryFolder() }),
      );
      const layer = await zipTree(artifact.zipPath, 'python/');

      const { pruned, notInstalled } = artifact.manifest;
      const dropped = new Set(
        [...pruned.flatMap(({ files }) => files), ...notInstalled].map(({ path }) =>
          path.replace(/^python\//, ''),
        ),
      );
      expect(withoutPipsOwn(layer)).toEqual(withoutPipsOwn(pip, dropped));
      expect(layer.size).toBeGreaterThan(5000);
      expect(pruned.flatMap(({ files }) => files).length).toBeGreaterThan(0);
    }, 240_000);
  },
);
