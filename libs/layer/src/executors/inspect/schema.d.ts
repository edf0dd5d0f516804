export interface InspectExecutorOptions {
  readonly only?: string;
  readonly baseline?: string;
  readonly format?: 'table' | 'json' | 'html';
}
