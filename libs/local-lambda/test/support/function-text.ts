import { readFileSync } from 'node:fs';

/** Reads the code of a function in ../functions, for its module `index`. */
export const functionText = (name: string): string =>
  readFileSync(new URL(`../functions/${name}.py`, import.meta.url), 'utf8');
