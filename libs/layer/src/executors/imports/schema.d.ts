export interface ImportsExecutorOptions {
  readonly only?: string;
  readonly offline?: boolean;
}
