import { delimiter, dirname } from 'node:path';

/**
 * Returns the environment as it was before Nx changed it for its tasks. Programs that tests start would inherit
 * the changes: pip colors its JSON under FORCE_COLOR, an Nx inside a test would think that it is part of this
 * run, and Node's folder at the start of the PATH may contain another Python.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [node] path of the running Node
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutNx = (env, node = process.execPath) => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:FORCE_COLOR$|NX_)/.test(name))),
  ...('NX_TASK_TARGET_TARGET' in env &&
    env['PATH'] !== undefined && { PATH: original(env['PATH'], dirname(node)) }),
});

/**
 * Removes what Nx adds to the start of the PATH: the folders of node_modules/.bin, then Node’s own.
 * @param {string} path
 * @param {string} nodeFolder
 */
const original = (path, nodeFolder) => {
  const folders = path.split(delimiter);
  const own = folders.findIndex((folder) => !/[\\/]node_modules[\\/]\.bin$/.test(folder));
  return folders[own] === nodeFolder ? folders.slice(own + 1).join(delimiter) : path;
};
