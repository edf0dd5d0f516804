export interface PublishExecutorOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  /** Of a deploy that hands its options on. */
  readonly role?: string;
}
