import { findExecutables } from '../host/find-executable.ts';

const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin';

/** Returns the path of a system tool. @throws Error if the host doesn’t have it */
export const requireTool = (name: string, path: string = systemPath): string => {
  const [found] = findExecutables(name, path);
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
};
