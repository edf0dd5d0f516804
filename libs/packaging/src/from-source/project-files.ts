import { isLeftOut, walkSources, type LeavesOut } from '@layerkit/zip/sources';

/**
 * Lists the files of a Python project that its build gets: all but environments, caches, and what earlier builds left.
 */
export const walkProject = (directory: string): ReturnType<typeof walkSources> =>
  walkSources(directory, isNoSource);

/** Returns whether to leave a file out. Below the top level, `build` and `dist` may be packages. */
const isNoSource: LeavesOut = (name, isFolder) => {
  const own = name.slice(name.lastIndexOf('/') + 1);
  if (isLeftOut(own, isFolder)) return true;
  return isFolder && (anywhere.has(own) || own.endsWith('.egg-info') || (own === name && atTop.has(own)));
};

const anywhere: ReadonlySet<string> = new Set(['node_modules', '.venv', '.tox', '.nox', '.layerkit', '.nx']);
const atTop: ReadonlySet<string> = new Set(['build', 'dist', 'venv', 'lock']);
