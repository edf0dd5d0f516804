import type { Plugin } from './plugins.ts';

/**
 * Whether this code comes from an installed package. As a project of the workspace, as in layerkit’s own
 * clone, it can change while its version stays the same.
 */
export const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.url);

/** Returns the input that changes with the version of an installed plugin. */
export const pluginInput = (plugin: Plugin): { readonly externalDependencies: string[] } => ({
  externalDependencies: isInstalled ? [`@layerkit/${plugin}`] : [],
});
