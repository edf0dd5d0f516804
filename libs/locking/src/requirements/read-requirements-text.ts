import { readFile } from 'node:fs/promises';

/** Reads the text of a requirements file like pip: without a byte order mark, and with \n as line ends. */
export const readRequirementsText = async (path: string): Promise<string> =>
  (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
