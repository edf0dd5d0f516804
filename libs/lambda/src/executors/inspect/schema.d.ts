// Made from schema.json by npm run schemas
export interface InspectExecutorOptions {
  readonly only?: string | undefined;
  readonly format?: 'table' | 'json' | 'html' | undefined;
  readonly region?: string | undefined;
}
