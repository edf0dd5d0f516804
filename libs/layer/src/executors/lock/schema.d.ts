export interface LockExecutorOptions {
  readonly target?: string;
  readonly upgrade?: boolean;
  readonly check?: boolean;
}
