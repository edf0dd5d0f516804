import { join } from 'node:path';

/**
 * The modules of a library that others load by name: through its exports, as its commands, or as what Nx
 * runs.
 * @param {Record<string, unknown>} packageJson the library's own
 * @param {readonly Record<string, unknown>[]} registers what executors.json and the like hold
 * @returns {readonly string[]} paths of TypeScript files below the library, as `src/index.ts`, each once
 */
export const entryPoints = (packageJson, registers) => {
  const named = [
    ...Object.values(strings(packageJson['exports'])),
    // main.mjs starts main.ts in the workspace; the package has that alone, compiled
    ...Object.values(strings(packageJson['bin'])).map((path) => path.replace(/\.mjs$/, '.ts')),
    ...registers.flatMap(implementations),
  ];
  const modules = named.map((path) => join(path)).filter((path) => path.endsWith('.ts'));
  return [...new Set(modules)].sort();
};

/** What Nx calls an executor of executors.json, and a generator or a migration of theirs. */
const implementationKeys = ['implementation', 'factory', 'hasher'];

/** @param {Record<string, unknown>} register */
const implementations = ({ executors = {}, generators = {} }) =>
  [executors, generators].flatMap((named) =>
    Object.values(/** @type {Record<string, Record<string, unknown>>} */ (named)).flatMap((described) =>
      implementationKeys.flatMap((key) => {
        const path = described[key];
        return typeof path === 'string' ? [`${withoutExport(path)}.ts`] : [];
      }),
    ),
  );

/**
 * `./src/generators/init/init#init` names a function of the module.
 * @param {string} path
 */
const withoutExport = (path) => path.split('#')[0] ?? path;

/**
 * @param {unknown} value
 * @returns {Record<string, string>}
 */
const strings = (value) => /** @type {Record<string, string>} */ (value ?? {});
