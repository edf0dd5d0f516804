import { reserved, siblings } from '../directions.mjs';

/** Tests run the real tools, so some rules do not apply to them. */
const tests = String.raw`\.spec\.ts$|^libs/[^/]+/test/`;

/** @param {string} path from the root of the workspace */
export const isTest = (path) => new RegExp(tests).test(path);

const libraries = Object.keys(siblings).join('|');
const ownLibrary = '^libs/([^/]+)/';

/** @type {(names: readonly string[]) => string} */
const within = (names) => `^libs/(${names.join('|')})/`;

/**
 * The rules for dependency-cruiser: the table of directions.mjs, and the rules for every library.
 * @type {import('dependency-cruiser').IForbiddenRuleType[]}
 */
export const rules = [
  ...Object.entries(siblings).map(([library, others]) => ({
    name: 'direction',
    comment: 'tools/lint/src/directions.mjs says which libraries a library may import.',
    from: { path: within([library]) },
    to: { path: '^libs/', pathNot: within([library, ...others]) },
  })),
  {
    name: 'library-without-directions',
    comment: 'Add the library to tools/lint/src/directions.mjs.',
    from: { path: ownLibrary, pathNot: `^libs/(${libraries})/` },
    to: { path: '^libs/', pathNot: '^libs/$1/' },
  },
  {
    name: 'testing-in-product-code',
    comment: 'Only tests may import a testing package.',
    from: { path: '^libs/', pathNot: tests },
    to: { path: '^tools/testing-' },
  },
  {
    name: 'relative-path-leaves-library',
    comment: 'Import another project by its package name.',
    from: { path: ownLibrary },
    to: { dependencyTypes: ['local'], dependencyTypesNot: ['aliased'], pathNot: '^libs/$1/' },
  },
  ...reserved.map(({ modules, only }) => ({
    name: 'reserved-module',
    comment: `Only these folders may import it: ${only.join(', ')}`,
    from: { path: '^libs/', pathNot: [tests, ...only.map((folder) => `^${folder}`)] },
    to: { path: modules.map((module) => `^(node_modules/)?${module.replace(/[^/]$/, '$&(/|$)')}`) },
  })),
  {
    name: 'file-cycle',
    comment: 'The files import one another in a cycle.',
    from: { path: '^libs/', pathNot: tests },
    to: { circular: true },
  },
  {
    name: 'not-found',
    comment: 'The file does not exist, or the package does not export it.',
    from: { path: '^libs/' },
    to: { couldNotResolve: true },
  },
];
