export interface ImportsExecutorOptions {
  readonly target?: string;
  readonly offline?: boolean;
}
