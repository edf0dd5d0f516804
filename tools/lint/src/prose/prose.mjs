import { maskComment, maskMarkdown, maskString } from './masked-text.mjs';
import { patterns } from './patterns.mjs';

const phrases = patterns.map(({ phrase, instead }) => ({
  phrase: new RegExp(
    phrase.source.replaceAll(' *', String.raw`\s*`).replaceAll(' ', String.raw`\s+`),
    `g${phrase.flags}`,
  ),
  instead,
}));

/**
 * Finds phrases to avoid in texts that people read: Markdown, descriptions in JSON, comments, messages and test
 * titles. If a phrase is right, a disable comment says why.
 * @type {import('eslint').Rule.RuleModule}
 */
export const prose = {
  meta: { type: 'suggestion', schema: [], messages: { avoid: '“{{found}}”: {{instead}}.' } },
  create: (context) => {
    /** @type {any} the source in any language; all have the methods used here */
    const source = context.sourceCode;
    /** @type {(text: string, start: number) => void} */
    const check = (text, start) => {
      for (const { phrase, instead } of phrases)
        for (const { 0: match, index } of text.matchAll(phrase)) {
          const found = match.replace(/^[.;:!?]?\s+/, '');
          const first = start + index + match.length - found.length;
          const loc = {
            start: source.getLocFromIndex(first),
            end: source.getLocFromIndex(first + found.length),
          };
          context.report({ loc, messageId: 'avoid', data: { found: found.replace(/\s+/g, ' '), instead } });
        }
    };
    /** @type {(node: any, end?: string) => void} */
    const checkBlock = (node, end = '') =>
      check(maskMarkdown(source.getText(node)) + end, source.getRange(node)[0]);
    /** @type {(node: any) => void} */
    const checkTitle = (node) => checkBlock(node, '?');
    /** @type {(node: any) => void} */
    const checkString = (node) => {
      if (!isTest.test(context.filename.replaceAll('\\', '/')) || isTitle(node, source)) {
        const start = source.getRange(node)[0];
        const expressions = node.expressions?.map((/** @type {any} */ { range }) => [
          range[0] - start,
          range[1] - start,
        ]);
        check(maskString(source.getText(node), expressions), start);
      }
    };
    return {
      heading: checkTitle,
      paragraph: (/** @type {any} */ node) => checkBlock(node),
      tableCell: checkTitle,
      'Member[name.value="description"] > String': (/** @type {any} */ node) =>
        check(maskString(source.getText(node)), source.getRange(node)[0]),
      Program: () => {
        for (const { start, text } of commentsOf(source)) check(maskComment(text), start);
      },
      Literal: (/** @type {any} */ node) => {
        if (typeof node.value === 'string') checkString(node);
      },
      TemplateLiteral: checkString,
    };
  },
};

/** Matches tests. Their strings are often programs or the output of programs. */
const isTest = /\.spec\.ts$|\/test\/|\/tools\/(?:e2e|testing-[^/]+)\//;

/** @type {(node: any, source: any) => boolean} */
const isTitle = ({ parent }, source) =>
  parent.type === 'CallExpression' && /^(?:describe|it|test)\b/.test(source.getText(parent.callee));

/**
 * Returns the comments. Consecutive line comments are one text.
 * @param {any} source
 * @returns {readonly { readonly start: number, readonly text: string }[]}
 */
const commentsOf = (source) => {
  const groups = /** @type {{ start: number, end: number, line: boolean }[]} */ ([]);
  for (const { type, range } of source.getAllComments()) {
    const [start, end] = range;
    const last = groups.at(-1);
    const joined = last?.line && type === 'Line' && source.text.slice(last.end, start).trim() === '';
    if (last && joined) last.end = end;
    else groups.push({ start, end, line: type === 'Line' });
  }
  return groups.map(({ start, end }) => ({ start, text: source.text.slice(start, end) }));
};
