import envPaths from 'env-paths';

/** Returns the folder that keeps files by digest: `LAYERKIT_STORE`, otherwise the user’s cache folder. */
export const storeDirectory = (env: NodeJS.ProcessEnv = process.env): string =>
  env['LAYERKIT_STORE'] || envPaths('layerkit', { suffix: '' }).cache;
