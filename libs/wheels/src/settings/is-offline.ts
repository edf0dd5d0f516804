/** Whether `UV_OFFLINE` tells uv to use no network, in any spelling that uv accepts as true. */
export const isOffline = (env: NodeJS.ProcessEnv): boolean =>
  /^(?:1|true|t|yes|y|on)$/i.test(env['UV_OFFLINE'] ?? '');
