import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockPath } from '@layerkit/locking/lock';
import { findUv } from '@layerkit/locking/uv';
import { indexServers, tinyWheel } from '@layerkit/testing-packages';
import { python } from '@layerkit/testing-host';
import { temporaryFolders } from '@layerkit/testing-files';
import { functionWorkspace } from '../test/function-workspace.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const listFolder = `
import hashlib, json, os, sys
root = sys.argv[1]
print(json.dumps({os.path.relpath(os.path.join(at, f), root).replace(os.sep, '/'):
  hashlib.sha256(open(os.path.join(at, f), 'rb').read()).hexdigest() for at, _, files in os.walk(root) for f in files}))`;
const listZip = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps({i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist()}))`;

/** Files that uv generates or rewrites, and scripts and headers, which a function does not need. */
const installersOwn =
  /^\.lock$|^(?:bin|include)\/|\.dist-info\/(?:INSTALLER|RECORD|REQUESTED|direct_url\.json|uv_cache\.json)$/;

const files = async (script: string, path: string): Promise<readonly (readonly [string, string])[]> =>
  Object.entries((await python(script, path)) as Record<string, string>).sort();

it('without prune rules, a function is the tree of uv pip install --target beside its sources', async () => {
  const folder = await scratch();
  const { url } = await serve({
    files: [
      await tinyWheel({
        project: 'alpha-kit',
        version: '2.0',
        requires: ['beta'],
        files: {
          'alpha/__init__.py': 'x = 1\n',
          'alpha/tests/test_a.py': 'x = 2\n',
          'alpha/__init__.pyi': 'x: int\n',
          'alpha_kit-2.0.data/purelib/alpha/pure.py': 'pure = 1\n',
          'alpha_kit-2.0.data/platlib/alpha/plat.py': 'plat = 1\n',
          'alpha_kit-2.0.data/data/share/alpha/table.csv': 'a;b\n',
          'alpha_kit-2.0.data/data/etc/alpha.conf': 'conf\n',
          'alpha_kit-2.0.data/scripts/alpha-script': '#!python\nprint(1)\n',
          'alpha_kit-2.0.data/headers/alpha.h': '#define ALPHA\n',
          'alpha_kit-2.0.dist-info/entry_points.txt': '[console_scripts]\nalpha = alpha:main\n',
          'alpha_kit-2.0.dist-info/licenses/LICENSE': 'MIT\n',
        },
      }),
      await tinyWheel({ project: 'beta', files: { 'beta.py': 'b = 1\n', 'space/part.py': 'p = 1\n' } }),
    ],
  });
  const { projectRoot, definition, access, build } = await functionWorkspace({
    folder,
    index: url,
    function: { requirements: 'alpha-kit\n', fields: { prune: [] }, files: { 'src/own/data.json': '{}\n' } },
  });
  const { artifact } = await build();
  const tree = join(folder, 'tree');
  const lock = lockPath(projectRoot, definition);
  await promisify(execFile)(
    await findUv(projectRoot, access.env),
    ['pip', 'install', '--quiet', '--target', tree, '--no-deps', '--require-hashes', '--requirement', lock],
    { env: { ...access.env, UV_CACHE_DIR: join(folder, 'cache') } },
  );
  await cp(join(projectRoot, 'src'), tree, { recursive: true });
  const expected = (await files(listFolder, tree)).filter(([path]) => !installersOwn.test(path));
  const zip = await files(listZip, artifact.zipPath);
  expect(zip.filter(([path]) => !installersOwn.test(path))).toEqual(expected);
  expect(expected).toHaveLength(17);
}, 60_000);
