import { builtinRules } from 'eslint/use-at-your-own-risk';

const core = /** @type {import('eslint').Rule.RuleModule} */ (builtinRules.get('max-lines-per-function'));

/**
 * ESLint's max-lines-per-function, less the callbacks of `describe`: those are lists of tests, and the size of
 * their file bounds them.
 * @type {import('eslint').Rule.RuleModule}
 */
export const functionSize = {
  ...core,
  create: (context) => {
    /** @param {any} descriptor */
    const report = (descriptor) => {
      if (!isSuite(descriptor.node, context.sourceCode)) context.report(descriptor);
    };
    return core.create(Object.create(context, { report: { value: report } }));
  },
};

/** @type {(node: any, source: import('eslint').SourceCode) => boolean} */
const isSuite = ({ parent }, source) =>
  parent?.type === 'CallExpression' && /^describe\b/.test(source.getText(parent.callee));
