import json from '@eslint/json';
import markdown from '@eslint/markdown';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { prose } from './prose.mjs';

/** @type {import('eslint').Linter.RulesRecord} */
const rules = { 'prose/phrases': 'error' };

export default defineConfig(
  { plugins: { prose: { rules: { phrases: prose } } } },
  { files: ['**/*.md'], language: 'markdown/gfm', plugins: { markdown }, rules },
  { files: ['{docs,libs}/**/*.json'], language: 'json/json', plugins: { json }, rules },
  { files: ['**/*.{ts,mjs,cjs}'], languageOptions: { parser: tseslint.parser }, rules },
);
