export interface InspectExecutorOptions {
  readonly target?: string;
  readonly baseline?: string;
  readonly format?: 'table' | 'json' | 'html';
}
