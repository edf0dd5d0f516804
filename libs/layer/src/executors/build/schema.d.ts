// Made from schema.json by npm run schemas
export interface BuildExecutorOptions {
  readonly only?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly explain?: boolean | undefined;
}
