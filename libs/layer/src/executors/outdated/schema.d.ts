export interface OutdatedExecutorOptions {
  readonly only?: string;
  readonly failOnOutdated?: boolean;
}
