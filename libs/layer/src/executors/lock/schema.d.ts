export interface LockExecutorOptions {
  readonly only?: string;
  readonly upgrade?: boolean;
  readonly check?: boolean;
}
