// Made from schema.json by npm run schemas
export interface VerifyExecutorOptions {
  readonly only?: string | undefined;
  readonly submodules?: boolean | undefined;
  readonly requireProof?: boolean | undefined;
  readonly again?: boolean | undefined;
  readonly on?: 'local' | 'lambda' | undefined;
  readonly role?: string | undefined;
  readonly region?: string | undefined;
}
