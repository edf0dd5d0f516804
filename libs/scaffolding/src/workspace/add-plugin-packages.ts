import { readFileSync } from 'node:fs';
import type { Plugin } from '@layerkit/executors/table';
import { addDependenciesToPackageJson, readJson, type GeneratorCallback, type Tree } from '@nx/devkit';
import { z } from 'zod';
import { localProjectOf } from './local-project-of.ts';

/**
 * Adds the plugins that package.json does not have yet, in this version. Returns the callback that installs
 * them.
 */
export const addPluginPackages = (tree: Tree, plugins: readonly Plugin[]): GeneratorCallback => {
  // a workspace without package.json manages its packages elsewhere
  if (!tree.exists('package.json')) return () => undefined;
  const has = packagesOf(tree);
  const missing = plugins
    .map((plugin) => `@layerkit/${plugin}`)
    .filter((name) => !has.has(name) && localProjectOf(tree, name) === undefined);
  if (missing.length === 0) return () => undefined;
  const versions = Object.fromEntries(missing.map((name) => [name, ownVersion()]));
  return addDependenciesToPackageJson(tree, {}, versions);
};

const manifest = z.object({
  dependencies: z.record(z.string(), z.unknown()).default({}),
  devDependencies: z.record(z.string(), z.unknown()).default({}),
  optionalDependencies: z.record(z.string(), z.unknown()).default({}),
});

const packagesOf = (tree: Tree): ReadonlySet<string> => {
  const { dependencies, devDependencies, optionalDependencies } = manifest.parse(
    readJson(tree, 'package.json'),
  );
  return new Set([dependencies, devDependencies, optionalDependencies].flatMap(Object.keys));
};

/** All packages of a release have the same version. */
const ownVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;
