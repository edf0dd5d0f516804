export interface VerifyExecutorOptions {
  readonly target?: string;
  readonly submodules?: boolean;
  readonly requireProof?: boolean;
  readonly again?: boolean;
  readonly on?: 'local' | 'lambda';
  readonly role?: string;
  readonly region?: string;
}
