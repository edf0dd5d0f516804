import type { FailureCode } from '@layerkit/failure';

export interface ClearError {
  readonly code: FailureCode;
  /** Texts that the message must contain: what is wrong, where, which value. */
  readonly says: readonly (string | RegExp)[];
  /** Text that the hint must contain. */
  readonly hint: string | RegExp;
}

/** Matches a stack, or an unexpected error. */
const unclear = /^\s+at .+:\d+:\d+\)?$|\bunexpected: |node:internal/m;

/** Checks that a command printed a clear error: the code, the message, a hint, no stack. */
export const expectClearError = (output: string, { code, says, hint }: ClearError): void => {
  const lines = output.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${code}: `));
  const error = start < 0 ? `no ${code} in:\n${output}` : lines.slice(start).join('\n');
  for (const part of [`${code}: `, ...says])
    if (typeof part === 'string') expect(error).toContain(part);
    else expect(error).toMatch(part);
  const hintLine = /^ {2}hint: (.+)$/m.exec(error)?.[1] ?? `no hint in:\n${error}`;
  if (typeof hint === 'string') expect(hintLine).toContain(hint);
  else expect(hintLine).toMatch(hint);
  expect(output).not.toMatch(unclear);
};
