import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTest } from './rules.mjs';

/**
 * Compares what the product code of each library imports with the dependencies in its package.json. A package that
 * only the shared node_modules provides would be missing in another workspace.
 * @param {string} root folder of the workspace
 * @param {import('dependency-cruiser').ICruiseResult} result
 * @returns {readonly string[]} one line for each difference
 */
export const wrongDeclarations = (root, { modules }) => {
  const product = modules.filter(
    ({ source }) => source.startsWith('libs/') && !isTest(source) && !isStarter(source),
  );
  const libraries = new Set(product.map(({ source }) => source.split('/')[1] ?? ''));
  return [...libraries].flatMap((library) => {
    const manifest = `libs/${library}/package.json`;
    const declared = declaredIn(join(root, manifest));
    const imported = new Set(
      product
        .filter(({ source }) => source.startsWith(`libs/${library}/`))
        .flatMap(({ dependencies }) => dependencies)
        .filter(({ module, dependencyTypes }) => !module.startsWith('.') && !dependencyTypes.includes('core'))
        .map(({ module }) => /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module),
    );
    return [
      ...[...imported]
        .filter((name) => !declared.has(name))
        .map((name) => `undeclared-dependency: ${manifest}: ${name}`),
      ...[...declared]
        .filter((name) => !imported.has(name))
        .map((name) => `unused-dependency: ${manifest}: ${name}`),
    ];
  });
};

/**
 * Returns whether a module starts the command from TypeScript, as libs/layer/src/command/main.mjs does. Such a
 * module is not published.
 * @param {string} source
 */
const isStarter = (source) => source.endsWith('.mjs');

/**
 * @param {string} manifest
 * @returns {ReadonlySet<string>}
 */
const declaredIn = (manifest) => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(manifest, 'utf8'));
  return new Set(Object.keys({ ...dependencies, ...peerDependencies }));
};
