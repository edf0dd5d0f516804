import json from '@eslint/json';
import markdown from '@eslint/markdown';
import tseslint from 'typescript-eslint';
import { prose } from './prose.mjs';

const rules = { 'prose/phrases': 'error' };
export default [
  { plugins: { prose: { rules: { phrases: prose } } } },
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.layerkit/', 'tmp/', '**/files/**'] },
  { files: ['**/*.md'], language: 'markdown/gfm', plugins: { markdown }, rules },
  { files: ['{docs,libs}/**/*.json'], language: 'json/json', plugins: { json }, rules },
  { files: ['**/*.{ts,mjs,cjs}'], languageOptions: { parser: tseslint.parser }, rules },
];
