// Made from schema.json by npm run schemas
export interface DeployExecutorOptions {
  readonly only?: string | undefined;
  readonly region?: string | undefined;
  readonly role?: string | undefined;
  readonly adopt?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}
