/** The code of an error of the operating system (ENOENT, EPERM), or of whoever words its errors like one. */
export const systemErrorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
