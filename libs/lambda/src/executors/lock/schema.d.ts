// Made from schema.json by npm run schemas
export interface LockExecutorOptions {
  readonly upgrade?: boolean | undefined;
  readonly check?: boolean | undefined;
}
