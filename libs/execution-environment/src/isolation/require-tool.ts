import { findExecutables } from '../host/find-executable.ts';

const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin';

/** A system tool’s path. @throws Error when the host doesn’t have it: this kind of isolation won’t do. */
export const requireTool = (name: string, path: string = systemPath): string => {
  const [found] = findExecutables(name, path);
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
};
