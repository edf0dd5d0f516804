/** Whether uv is told by `UV_OFFLINE` to use no network, in any of the spellings that it takes for yes. */
export const isOffline = (env: NodeJS.ProcessEnv): boolean =>
  /^(?:1|true|t|yes|y|on)$/i.test(env['UV_OFFLINE'] ?? '');
