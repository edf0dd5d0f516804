import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { execa } from 'execa';
import type { Wheel } from '@layerkit/wheels';
import { ensureWheels, openStore } from '@layerkit/wheels/store';
import { lockLayer } from '@layerkit/locking';
import { formatLock } from '@layerkit/locking/lock';
import { findUv, projectDefaultIndex } from '@layerkit/locking/uv';
import { planLayer, spliceLayer } from '@layerkit/assembly';
import { hasReadelf } from '../../../libs/audit/test/readelf.ts';
import { expectWhatReadelfSays } from '../../../libs/audit/test/what-readelf-says.ts';
import { pipInstall } from '../src/python/pip-install.ts';
import { folderTree, withoutPipsOwn, zipTree } from '../src/python/tree.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();

const script = (name: string): string => fileURLToPath(new URL(`../src/python/${name}`, import.meta.url));

/** Thirty real wheels, each awkward in its own way, and their requirements, in exact versions. */
const requirements = await readFile(script('awkward-wheels.txt'), 'utf8');

const lockAll = async (target: Target) => {
  const projectRoot = await temporaryFolder();
  await writeFile(join(projectRoot, 'requirements.in'), requirements);
  const env = { ...process.env, LAYERKIT_UV: await findUv(workspaceRoot, process.env) };
  const definition = { requirements: 'requirements.in' };
  const { lock } = await lockLayer({ projectRoot, definition, target, env });
  return lock;
};

/** Makes a wheel with features that no real one here has: names beyond ASCII, and data descriptors. */
const makeAwkward = async (): Promise<Wheel> => {
  const { stdout: path } = await execa('python3', [script('make_awkward_wheel.py'), await temporaryFolder()]);
  const sha256 = sha256Of(await readFile(path));
  return { name: 'awkward', version: '1.0', sha256, fileName: basename(path), path };
};

describe.each(['python3.12/x86_64', 'python3.12/arm64'])('awkward wheels for %s', (name) => {
  const target = parseTarget(name);
  let lock: Awaited<ReturnType<typeof lockAll>>;
  let real: readonly Wheel[];

  beforeAll(async () => {
    lock = await lockAll(target);
    real = (
      await ensureWheels({
        packages: lock.packages,
        access: { store: openStore(), defaultIndex: () => projectDefaultIndex(import.meta.dirname) },
      })
    ).wheels;
    expect(real).toHaveLength(requirements.trim().split('\n').length);
  }, 240_000);

  it('unpack to what pip installs, path by path and byte by byte', async () => {
    const made = await makeAwkward();
    const wheels = [...real, made];
    const { stdout } = await execa('python3', [
      script('wheel_features.py'),
      ...wheels.map(({ path }) => path),
    ]);
    expect(JSON.parse(stdout)).toEqual([
      ...['.data/data', '.data/headers', '.data/purelib', '.data/scripts', 'abi3', 'data descriptor'],
      ...['directory entry', 'non-ASCII name', 'unusual mode', 'zip64 extra field'],
    ]);

    const scratch = await temporaryFolder();
    const plan = await planLayer({ wheels, prune: [] });
    await spliceLayer(plan, join(scratch, 'layer.zip'));
    const lockFile = join(scratch, 'lock.txt');
    await writeFile(lockFile, formatLock({ ...lock, packages: [...lock.packages, made] }));
    const pip = await folderTree(await pipInstall({ target, lock: lockFile, wheels, scratch }));
    const dropped = new Set(plan.notInstalled.map(({ path }) => path));
    expect(withoutPipsOwn(await zipTree(join(scratch, 'layer.zip'), 'python/'))).toEqual(
      withoutPipsOwn(pip, dropped),
    );
  }, 240_000);

  (hasReadelf ? it : it.skip)(
    'have ELF files that readelf reads in the same way',
    async () => {
      const counts: number[] = [];
      for (const { path } of real) counts.push((await expectWhatReadelfSays(path)).length);
      // Enough files and facts were compared.
      expect(counts.filter((count) => count > 0).length).toBeGreaterThanOrEqual(20);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(75);
    },
    240_000,
  );
});
