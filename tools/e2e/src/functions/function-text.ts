import { readFileSync } from 'node:fs';

/** Returns the text of a Python module in this folder, for the sources of a function or layer. */
export const functionText = (name: string): string =>
  readFileSync(new URL(`./${name}.py`, import.meta.url), 'utf8');
