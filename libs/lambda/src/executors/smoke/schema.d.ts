export interface SmokeExecutorOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly role?: string;
}
