// Made from schema.json by npm run schemas
export interface InspectExecutorOptions {
  readonly format?: 'table' | 'json' | 'html' | undefined;
  readonly region?: string | undefined;
}
