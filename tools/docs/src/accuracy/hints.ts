import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** A hint in the source of a library. */
export interface Hint {
  /** The path of the file and the line. */
  readonly page: string;
  /** Its text, with `…` for each value that is known only when it is shown. */
  readonly text: string;
}

/** Returns the texts of all `hint` properties in a TypeScript file, and of what they choose between. */
export const readHints = async (path: string): Promise<readonly Hint[]> => {
  const source = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.ESNext, true);
  const found: Hint[] = [];
  const visit = (node: ts.Node): void => {
    if (isHint(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      for (const text of textsOf(node.initializer)) found.push({ page: `${path}:${String(line + 1)}`, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

type HintNode = (ts.PropertyAssignment | ts.VariableDeclaration) & { readonly initializer: ts.Expression };

const isHint = (node: ts.Node): node is HintNode =>
  (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
  node.initializer !== undefined &&
  /(?:^h|H)ints?$/.test(node.name.getText());

/** Returns the texts that an expression may have. */
const textsOf = (node: ts.Expression): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsOf);
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? textsOf(one.initializer) : []));
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : textsOf(node.body);
  if (!ts.isBinaryExpression(node)) return [];
  const [left, right] = [textsOf(node.left), textsOf(node.right)];
  return left.length === 0
    ? right
    : left.flatMap((start) => (right.length === 0 ? start : right.map((end) => start + end)));
};
