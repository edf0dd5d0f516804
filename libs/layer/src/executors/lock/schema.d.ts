// Made from schema.json by npm run schemas
export interface LockExecutorOptions {
  readonly only?: string | undefined;
  readonly upgrade?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly allowBuild?: 'ask' | undefined;
}
