export interface VerifyExecutorOptions {
  readonly only?: string;
  readonly submodules?: boolean;
  readonly requireProof?: boolean;
  readonly again?: boolean;
  readonly on?: 'local' | 'lambda';
  readonly role?: string;
  readonly region?: string;
}
