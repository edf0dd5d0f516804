// Hooks for node:module’s register. Node refuses to load modules whose URL matches the pattern given as data.

/** @type {RegExp} */
let refused;

/** @param {{ pattern: string }} data */
export const initialize = ({ pattern }) => {
  refused = new RegExp(pattern);
};

/** @type {import('node:module').LoadHook} */
export const load = (url, context, nextLoad) => {
  if (refused.test(url)) throw new Error(`not to be loaded: ${url}`);
  return nextLoad(url, context);
};
