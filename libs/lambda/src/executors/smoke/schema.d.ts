export interface SmokeExecutorOptions {
  readonly region?: string;
}
