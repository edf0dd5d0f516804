export interface DeployExecutorOptions {
  readonly region?: string;
  readonly role?: string;
  readonly dryRun?: boolean;
}
