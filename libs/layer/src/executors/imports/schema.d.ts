// Made from schema.json by npm run schemas
export interface ImportsExecutorOptions {
  readonly only?: string | undefined;
  readonly offline?: boolean | undefined;
}
