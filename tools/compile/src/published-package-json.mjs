/**
 * Returns the package.json of a compiled library. Its exports and commands name JavaScript and declarations
 * instead of TypeScript, fields that only the workspace reads are removed, and the fields that all packages
 * share are added.
 * @param {Record<string, unknown>} source the library's package.json
 * @param {{ files: readonly string[], workspace: Record<string, unknown>, directory: string }} release the
 *   files of the package in addition to package.json, README.md and LICENSE; the workspace's package.json; the
 *   library's folder
 * @returns {Record<string, unknown>}
 */
export const publishedPackageJson = (
  { nx, devDependencies, ...source },
  { files, workspace, directory },
) => ({
  ...source,
  ...projectFields(workspace, directory, source['keywords']),
  // npm publishes a new scoped package as private unless told otherwise
  publishConfig: { access: 'public' },
  // Python reads files of these packages, which Yarn PnP would otherwise keep in zips
  preferUnplugged: true,
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
 * Returns the fields that a registry shows. They come from the workspace; a library's own keywords replace the
 * workspace's. npm refuses provenance if `repository` names another repository
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
