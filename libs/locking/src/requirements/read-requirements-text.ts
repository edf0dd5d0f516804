import { readFile } from 'node:fs/promises';

/** The text of a requirements file, without a byte order mark and with line ends as \n, as pip reads it. */
export const readRequirementsText = async (path: string): Promise<string> =>
  (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
