// Made from schema.json by npm run schemas
export interface OutdatedExecutorOptions {
  readonly only?: string | undefined;
  readonly failOnOutdated?: boolean | undefined;
}
