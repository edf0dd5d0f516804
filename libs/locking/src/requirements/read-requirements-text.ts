import { readTextFile } from '@layerkit/artifact/text-file';
import { rememberUrls } from '@layerkit/failure';

/**
 * Reads the text of a requirements file like pip: without a byte order mark, and with \n as line ends. No output contains
 * the credentials of its URLs from now on.
 */
export const readRequirementsText = async (path: string): Promise<string> => {
  const text = (await readTextFile(path)).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  rememberUrls(text);
  return text;
};
