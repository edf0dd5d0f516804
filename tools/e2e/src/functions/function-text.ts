import { readFileSync } from 'node:fs';

/** The text of a Python module of this folder, for a function’s or a layer’s sources. */
export const functionText = (name: string): string =>
  readFileSync(new URL(`./${name}.py`, import.meta.url), 'utf8');
