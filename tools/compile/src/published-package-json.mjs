/**
 * The package.json of a compiled library: its exports and commands name the JavaScript and the declarations where
 * the workspace's own name the TypeScript, and what only the workspace reads is gone.
 * @param {Record<string, unknown>} source the library's package.json
 * @returns {Record<string, unknown>}
 */
export const publishedPackageJson = ({ nx, devDependencies, ...source }) => ({
  ...source,
  ...(source['bin'] === undefined ? {} : { bin: compiledBin(source['bin']) }),
  exports: Object.fromEntries(
    Object.entries(/** @type {Record<string, string>} */ (source['exports'])).map(([name, path]) => [
      name,
      compiled(path),
    ]),
  ),
});

/** @param {unknown} bin */
const compiledBin = (bin) =>
  Object.fromEntries(
    Object.entries(/** @type {Record<string, string>} */ (bin)).map(([name, path]) => [
      name,
      path.replace(/\.ts$/, '.js'),
    ]),
  );

/** @param {string} path */
const compiled = (path) => {
  if (!path.endsWith('.ts')) return path;
  const stem = path.slice(0, -'.ts'.length);
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
};
