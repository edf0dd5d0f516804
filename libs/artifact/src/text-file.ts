export { readTextFile } from './text/read-text-file.ts';
