import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const packageJson = z.object({ version: z.string() });

/** Returns the version of layerkit, which all its packages share. */
export const toolVersion = async (): Promise<string> => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return packageJson.parse(JSON.parse(text)).version;
};
