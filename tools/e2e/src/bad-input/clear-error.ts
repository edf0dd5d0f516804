import type { FailureCode } from '@layerkit/failure';

export interface ClearError {
  readonly code: FailureCode;
  /** What the message has to name: what, where, which value. */
  readonly says: readonly (string | RegExp)[];
  /** What the hint has to say. */
  readonly hint: string | RegExp;
}

/** A stack, or an error that nobody had thought of. */
const unclear = /^\s+at .+:\d+:\d+\)?$|\bunexpected: |node:internal/m;

/**
 * Holds what a command printed against what a person needs: the code, the message, what to do next, no stack.
 */
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
