export interface BuildExecutorOptions {
  readonly target?: string;
  readonly offline?: boolean;
}
