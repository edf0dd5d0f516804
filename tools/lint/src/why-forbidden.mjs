import { posix } from 'node:path';
import { lightEntries, reserved, siblings } from './directions.mjs';

/**
 * Why a file may not import a module, or nothing when it may.
 * @param {string} file path from the workspace's root, with slashes
 * @param {string} specifier what stands in the import
 * @returns {string | undefined}
 */
export const whyForbidden = (file, specifier) => {
  const library = /^libs\/[^/]+\//.exec(file)?.[0];
  if (specifier.startsWith('.')) return library && whyOutside(file, library, specifier);
  return whyNotPackage(specifier) ?? (library && whyNotInLibrary(file, specifier));
};

/** @type {(file: string, home: string, specifier: string) => string | undefined} */
const whyOutside = (file, home, specifier) =>
  posix.join(posix.dirname(file), specifier).startsWith(home)
    ? undefined
    : `'${specifier}' leaves ${home}: import another project by its package name.`;

/** @type {(specifier: string) => string | undefined} */
const whyNotPackage = (specifier) =>
  /^@layerkit\/[^/]+\/(?!.*\.json$)/.test(specifier) && !lightEntries.includes(specifier)
    ? `'${specifier}' reaches into a package: import what its index exports.`
    : undefined;

/** @type {(file: string, specifier: string) => string | undefined} */
const whyNotInLibrary = (file, specifier) => {
  const [, library = ''] = file.split('/');
  const sibling = /^@layerkit\/([^/]+)/.exec(specifier)?.[1];
  if (sibling?.startsWith('testing-')) {
    return isTest(file) ? undefined : `'${specifier}' is for tests only.`;
  }
  if (sibling !== undefined) {
    return sibling === library || siblings[library]?.includes(sibling)
      ? undefined
      : `libs/${library} may not import '${specifier}': tools/lint/src/directions.mjs says who may.`;
  }
  return isTest(file) ? undefined : whyReserved(file, specifier);
};

/** @type {(file: string) => boolean} */
const isTest = (file) => /\.spec\.ts$|^libs\/[^/]+\/test\//.test(file);

/** @type {(file: string, specifier: string) => string | undefined} */
const whyReserved = (file, specifier) => {
  const name = specifier.replace(/^node:/, '');
  const row = reserved.find(({ modules }) => modules.some((module) => isWithin(module, name)));
  if (row === undefined || row.only.some((folder) => file.startsWith(folder))) return undefined;
  return `'${specifier}' may be imported only in ${row.only.join(', ')}.`;
};

/** @type {(module: string, name: string) => boolean} */
const isWithin = (module, name) =>
  module.endsWith('/') ? name.startsWith(module) : name === module || name.startsWith(`${module}/`);
