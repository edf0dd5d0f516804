import { readFile, stat } from 'node:fs/promises';
import { LayerkitError, rememberUrls } from '@layerkit/failure';

/** Far more than any definition, lock or list of requirements has. */
const mostBytes = 64 * 1024 ** 2;

/**
 * Reads a text file. No output contains the credentials of its URLs from now on. A pipe or a device would never end, and a huge file would fill the memory.
 * @throws LayerkitError disk/refused if the path is not a regular file, or is larger than 64 MiB; the system’s error
 * if it can’t be read
 */
export const readTextFile = async (path: string): Promise<string> => {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory()) throw refused(path, 'it is a pipe, a socket or a device');
  if (found.size > mostBytes) throw refused(path, `it has ${found.size} bytes; the limit is ${mostBytes}`);
  const text = await readFile(path, 'utf8');
  rememberUrls(text);
  return text;
};

const refused = (path: string, reason: string): LayerkitError =>
  new LayerkitError({
    code: 'disk/refused',
    message: `${path} can’t be used: ${reason}`,
    hint: 'Replace it with a text file.',
  });
