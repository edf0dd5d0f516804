import { relative, sep } from 'node:path';
import { whyForbidden } from './why-forbidden.mjs';

/**
 * Holds the table of directions.mjs for every way to import: static, re-export, dynamic and in types. The
 * standard no-restricted-imports knows neither import() nor where a relative path ends up.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirections = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{reason}}' } },
  create: (context) => {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    /** @param {any} node of those listed below; `source` is missing where an export has none */
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const reason = whyForbidden(file, source.value);
      if (reason !== undefined) context.report({ node: source, messageId: 'forbidden', data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
