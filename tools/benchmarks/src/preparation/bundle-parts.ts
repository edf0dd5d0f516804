import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';

/**
 * Bundles the programs that measure parts of libraries into a folder, as `compile` bundles a whole library:
 * `splice.mjs`, `audit.mjs` and `build-unaudited.mjs`.
 */
export const bundleParts = async (home: string): Promise<void> => {
  await build({
    ...joined,
    entryPoints: [join(parts, 'splice.mjs'), join(parts, 'audit.mjs')],
    outdir: home,
    plugins: [bundleSources(/^@layerkit\//)],
  });
  await build({
    ...joined,
    entryPoints: { 'build-unaudited': join(processes, 'build.mjs') },
    outdir: home,
    plugins: [
      replaceModule(/\/audit-build\.ts$/, join(parts, 'no-audit.mjs')),
      bundleSources(/^@layerkit\/packaging$/),
    ],
  });
};

const processes = fileURLToPath(new URL('../processes/', import.meta.url));
const parts = join(processes, 'parts');

/** Packages that no plugin resolves stay imports. */
const joined: BuildOptions = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
};

/** Bundles the TypeScript of this workspace’s packages, found by their exports. */
const bundleSources = (filter: RegExp): Plugin => ({
  name: 'bundle-sources',
  setup: ({ onResolve }) => {
    onResolve({ filter }, ({ path }) => ({ path: fileURLToPath(import.meta.resolve(path)) }));
  },
});

const replaceModule = (filter: RegExp, path: string): Plugin => ({
  name: 'replace-module',
  setup: ({ onResolve }) => {
    onResolve({ filter }, () => ({ path }));
  },
});
