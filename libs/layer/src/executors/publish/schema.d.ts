// Made from schema.json by npm run schemas
export interface PublishExecutorOptions {
  readonly region?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly only?: string | undefined;
  readonly role?: string | undefined;
  readonly adopt?: boolean | undefined;
}
