// Made from schema.json by npm run schemas
export interface WhyExecutorOptions {
  readonly package?: string | undefined;
  readonly only?: string | undefined;
}
