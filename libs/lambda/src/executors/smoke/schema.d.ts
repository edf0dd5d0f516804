// Made from schema.json by npm run schemas
export interface SmokeExecutorOptions {
  readonly only?: string | undefined;
  readonly region?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly role?: string | undefined;
  readonly adopt?: boolean | undefined;
}
