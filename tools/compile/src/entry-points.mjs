import { join } from 'node:path';

/**
 * Returns the modules of a library that are loaded by name: through its exports, as commands, or by Nx.
 * @param {Record<string, unknown>} packageJson the library's package.json
 * @param {readonly Record<string, unknown>[]} registers the contents of executors.json, generators.json and
 *   migrations.json
 * @returns {readonly string[]} paths of TypeScript files relative to the library, such as `src/index.ts`,
 *   without duplicates
 */
export const entryPoints = (packageJson, registers) => {
  const named = [
    ...Object.values(strings(packageJson['exports'])),
    // In the workspace main.mjs starts main.ts. The published package has only main.ts, compiled
    ...Object.values(strings(packageJson['bin'])).map((path) => path.replace(/\.mjs$/, '.ts')),
    ...registers.flatMap(implementations),
  ];
  const modules = named.map((path) => join(path)).filter((path) => path.endsWith('.ts'));
  return [...new Set(modules)].sort();
};

/** The fields of executors.json, generators.json and migrations.json that name a module. */
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
 * Removes the name of the function from a path such as `./src/generators/init/init#init`.
 * @param {string} path
 */
const withoutExport = (path) => path.split('#')[0] ?? path;

/**
 * @param {unknown} value
 * @returns {Record<string, string>}
 */
const strings = (value) => /** @type {Record<string, string>} */ (value ?? {});
