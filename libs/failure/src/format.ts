import { types } from 'node:util';
import { asDiskRefusal } from './disk-refusal.ts';
import { isLayerkitError } from './layerkit-error.ts';
import { printableLine } from './printable-line.ts';

export interface FormatOptions {
  /** Adds the stack and the causes. */
  readonly verbose?: boolean | undefined;
}

/**
 * Formats an error as lines of text: code and message, each problem, the hint. Each is one line that is safe to print.
 * Errors of the file system become disk/refused.
 */
export const formatFailure = (thrown: unknown, options: FormatOptions = {}): string => {
  const error = asDiskRefusal(thrown);
  const lines = isLayerkitError(error)
    ? [
        `${error.code}: ${error.message}`,
        ...error.problems.map((problem) => `  - ${problem}`),
        ...(error.hint === undefined ? [] : [`  hint: ${error.hint}`]),
      ]
    : [`unexpected: ${types.isNativeError(error) ? error.message : String(error)}`];
  const details = options.verbose === true ? stacks(error) : [];
  return [...lines, ...details].map(printableLine).join('\n');
};

const stacks = (error: unknown): string[] => {
  if (!types.isNativeError(error)) return [];
  const cause = error.cause === undefined ? [] : ['caused by:', ...stacks(error.cause)];
  return [`${error.name}: ${error.message}`, ...framesOf(error), ...cause];
};

/** Returns the lines below the message of a stack. The message itself may contain lines that look like them. */
const framesOf = ({ message, stack = '' }: Error): string[] =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => line.trim() !== '');
