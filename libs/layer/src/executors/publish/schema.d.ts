export interface PublishExecutorOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
}
