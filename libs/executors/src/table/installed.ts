import type { Plugin } from './plugins.ts';

/**
 * Whether this code comes from an installed package. In a clone of layerkit it is a project of the workspace,
 * and its code can change while its version stays the same.
 */
export const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.url);

/** Returns the input that changes with the version of an installed plugin. */
export const pluginInput = (plugin: Plugin): { readonly externalDependencies: string[] } => ({
  externalDependencies: isInstalled ? [`@layerkit/${plugin}`] : [],
});
