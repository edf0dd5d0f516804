import { builtinRules } from 'eslint/use-at-your-own-risk';

const core = /** @type {import('eslint').Rule.RuleModule} */ (builtinRules.get('max-lines-per-function'));

/**
 * ESLint's max-lines-per-function, except for functions that only list tests: the callbacks of `describe`, and
 * functions that contain tests, such as a contract for several implementations. The limit for their file bounds
 * them.
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
const isSuite = ({ parent, body }, source) =>
  isCallOf(/^describe\b/, parent, source) ||
  (body.type === 'BlockStatement' &&
    body.body.some((/** @type {any} */ { expression }) =>
      isCallOf(/^(describe|it|test)\b/, expression, source),
    ));

/** @type {(name: RegExp, node: any, source: import('eslint').SourceCode) => boolean} */
const isCallOf = (name, node, source) =>
  node?.type === 'CallExpression' && name.test(source.getText(node.callee));
