import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Returns the files that are loaded before a module's first line runs, without those that import() loads later.
 */
const loadedWith = async (entry: string): Promise<readonly string[]> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    external: ['@nx/devkit'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'none',
  });
  return [...reachedFrom(entry, metafile.inputs)].toSorted();
};

const reachedFrom = (entry: string, inputs: Metafile['inputs']): ReadonlySet<string> => {
  const reached = new Set([entry]);
  // The loop adds to the set
  for (const file of reached)
    for (const { path, kind } of inputs[file]?.imports ?? [])
      if (kind === 'import-statement') reached.add(path);
  return reached;
};

it.each([
  'libs/layer/src/plugin/plugin.ts',
  'libs/lambda/src/plugin/plugin.ts',
  'libs/layer/src/graph.ts',
  'libs/lambda/src/graph.ts',
])('%s, which every Nx command waits for, loads no package except @nx/devkit and leven', async (entry) => {
  const packages = (await loadedWith(entry)).filter((file) => !/^libs\/[^/]+\/src\/|^node:/.test(file));
  const named = packages.map((file) => /^(?:.*node_modules\/)?((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  expect(['@nx/devkit', 'leven']).toEqual(expect.arrayContaining([...new Set(named)]));
});
