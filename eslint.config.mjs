// @ts-check
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { functionSize } from './tools/lint/src/function-size.mjs';
import prose from './tools/lint/src/prose/config.mjs';

/** @type {import('eslint').Linter.RulesRecord} */
const strictness = {
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  '@typescript-eslint/max-params': ['error', { max: 3 }],
  // Casts belong at a parser's edge. If another one is right, a disable comment says why
  '@typescript-eslint/no-unsafe-type-assertion': 'error',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // An environment variable that is empty counts as unset
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  // Ports are objects made by functions, and none of their methods uses `this`
  '@typescript-eslint/unbound-method': 'off',
  eqeqeq: 'error',
};

export default defineConfig(
  {
    ignores: ['**/dist/', '**/node_modules/', '.nx/', '.layerkit/', 'tmp/', 'libs/*/src/generators/*/files/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  prose,
  {
    files: ['**/*.{ts,mjs,cjs}'],
    plugins: { layerkit: { rules: { 'function-size': functionSize } } },
    rules: {
      'layerkit/function-size': ['error', { max: 50 }],
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    // Regular expressions over text from outside must take linear time: no input may stop a build
    files: ['{libs,tools}/**/*.{ts,mjs,cjs}'],
    ignores: ['**/*.spec.ts', 'libs/*/test/**', 'tools/{e2e,testing-*}/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: strictness,
  },
  {
    files: ['libs/*/src/**/*.ts'],
    // The command is run by Node itself, never by Nx
    ignores: ['**/*.spec.ts', 'libs/layer/src/command/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression > Literal[value=/^\\./]',
          message: 'Nx on Node 20 can’t load TypeScript by import(). Import only packages dynamically.',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'libs/*/test/**/*.ts', 'tools/{e2e,testing-*}/**/*.ts'],
    // Jest's matchers (expect.any, expect.objectContaining) are typed any
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts', 'tools/testing-*/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'test', message: 'Write a test as it().' }],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    extends: [js.configs.recommended],
    // TypeScript checks these files too (checkJs) and knows Node's globals
    rules: { 'no-undef': 'off', 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
);
