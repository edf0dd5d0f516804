import { cruise } from 'dependency-cruiser';
import { isTest, rules } from './rules.mjs';

/**
 * Reads the imports of all libraries in a workspace and checks them against the rules.
 * @param {string} root folder of the workspace
 * @returns {Promise<import('dependency-cruiser').ICruiseResult>}
 */
export const cruiseLibraries = async (root) => {
  const { output } = await cruise(
    ['libs'],
    {
      baseDir: root,
      outputType: 'json',
      validate: true,
      ruleSet: { forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })) },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  );
  return typeof output === 'string' ? JSON.parse(output) : output;
};

/**
 * Returns the imports of product code between and within libraries.
 * @param {import('dependency-cruiser').ICruiseResult} result
 * @returns {readonly import('./folder-cycles.mjs').Import[]}
 */
export const productImports = ({ modules }) =>
  modules.flatMap(({ source, dependencies }) =>
    dependencies
      .map(({ resolved }) => ({ from: source, to: resolved }))
      .filter((imported) => Object.values(imported).every((path) => /^libs\//.test(path) && !isTest(path))),
  );
