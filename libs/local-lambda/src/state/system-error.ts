/** Returns the code of a system error (ENOENT, EPERM), or of a library's error with such a code. */
export const systemErrorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
