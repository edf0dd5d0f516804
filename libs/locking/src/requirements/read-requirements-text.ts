import { readTextFile } from '@layerkit/artifact/text-file';

/** Reads the text of a requirements file like pip: without a byte order mark, and with \n as line ends. */
export const readRequirementsText = async (path: string): Promise<string> =>
  (await readTextFile(path)).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
