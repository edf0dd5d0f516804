import { delimiter, dirname } from 'node:path';

/**
 * The environment as it was before Nx prepared it for its tasks. What Nx adds would reach the programs that
 * tests start: pip colours its JSON under FORCE_COLOR, an Nx inside a test would take itself for a part of
 * this one, and the folder of Node, put first on the PATH, brings another Python forward.
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
 * Nx puts the folders of node_modules/.bin and then Node’s own before what was there.
 * @param {string} path
 * @param {string} nodeFolder
 */
const original = (path, nodeFolder) => {
  const folders = path.split(delimiter);
  const own = folders.findIndex((folder) => !/[\\/]node_modules[\\/]\.bin$/.test(folder));
  return folders[own] === nodeFolder ? folders.slice(own + 1).join(delimiter) : path;
};
