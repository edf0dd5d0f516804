/**
 * The package.json of a compiled library: its exports and commands name the JavaScript and the declarations
 * where the workspace's own name the TypeScript, what only the workspace reads is gone, and what every
 * package says alike is added.
 * @param {Record<string, unknown>} source the library's package.json
 * @param {{ files: readonly string[], workspace: Record<string, unknown>, directory: string }} release what the
 *   package holds beside package.json, README.md and LICENSE; the workspace's package.json; the library's folder
 * @returns {Record<string, unknown>}
 */
export const publishedPackageJson = (
  { nx, devDependencies, ...source },
  { files, workspace, directory },
) => ({
  ...source,
  ...projectFields(workspace, directory, source['keywords']),
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
 * What a registry shows of the project: the workspace says it for all packages. A library's own keywords replace the
 * workspace's. npm refuses provenance for another repository than `repository`
 * (https://docs.npmjs.com/generating-provenance-statements).
 * @param {Record<string, unknown>} workspace
 * @param {string} directory
 * @param {unknown} ownKeywords
 */
const projectFields = ({ keywords, homepage, bugs, repository }, directory, ownKeywords) => ({
  keywords: ownKeywords ?? keywords,
  homepage,
  bugs,
  repository: { .../** @type {object} */ (repository), directory },
});

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
