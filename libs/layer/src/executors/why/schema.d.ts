export interface WhyExecutorOptions {
  readonly package?: string;
  readonly only?: string;
}
