import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Creates a folder that the sandbox’s user may write to, like /tmp. */
export const makeSharedFolder = async (parent: string, name: string): Promise<string> => {
  const path = join(parent, name);
  await mkdir(path, { recursive: true });
  await chmod(path, 0o1777);
  return path;
};
