/**
 * The package.json of a compiled library: its exports and commands name the JavaScript and the declarations
 * where the workspace's own name the TypeScript, what only the workspace reads is gone, and what every
 * package says alike is added.
 * @param {Record<string, unknown>} source the library's package.json
 * @param {{ files: readonly string[], repository?: { directory: string, [field: string]: unknown } | undefined }} release
 *   what the package holds beside package.json, README.md and LICENSE; and where its sources are, once they are public
 * @returns {Record<string, unknown>}
 */
export const publishedPackageJson = ({ nx, devDependencies, ...source }, { files, repository }) => ({
  ...source,
  ...(repository === undefined ? {} : { repository }),
  // A scoped package is private until its first release says otherwise.
  publishConfig: { access: 'public' },
  files,
  ...(source['bin'] === undefined ? {} : { bin: compiledBin(source['bin']) }),
  exports: Object.fromEntries(
    Object.entries(/** @type {Record<string, string>} */ (source['exports'])).map(([name, path]) => [
      name,
      compiled(path),
    ]),
  ),
});

/**
 * Where a library's sources are, from the `repository` of the workspace: npm shows it, and refuses provenance
 * that speaks of another one (https://docs.npmjs.com/generating-provenance-statements).
 * @param {unknown} repository `repository` of the workspace's package.json: an address, or an object with one
 * @param {string} directory the library's folder
 * @returns {{ directory: string, [field: string]: unknown } | undefined}
 */
export const publishedRepository = (repository, directory) => {
  if (repository === undefined) return undefined;
  const known = typeof repository === 'string' ? { type: 'git', url: repository } : Object(repository);
  return { ...known, directory };
};

/** @param {unknown} bin */
const compiledBin = (bin) =>
  Object.fromEntries(
    Object.entries(/** @type {Record<string, string>} */ (bin)).map(([name, path]) => [
      name,
      path.replace(/\.(?:ts|mjs)$/, '.js'),
    ]),
  );

/** @param {string} path */
const compiled = (path) => {
  if (!path.endsWith('.ts')) return path;
  const stem = path.slice(0, -'.ts'.length);
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
};
