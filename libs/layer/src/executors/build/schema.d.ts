export interface BuildExecutorOptions {
  readonly only?: string;
  readonly offline?: boolean;
  readonly explain?: boolean;
}
