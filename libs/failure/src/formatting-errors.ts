import { formatFailure } from './format.ts';

/**
 * Returns what a function returns. If it throws, puts all parts of the error into the message, and its causes into the
 * stack, safe to print: Nx prints both as they are, and nothing else of an error.
 */
export const formattingErrors = async <Result>(run: () => Result | Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    // No cause: Nx prints its message as it is, too
    const shown = new Error(formatFailure(error));
    shown.stack = formatFailure(error, { verbose: true });
    throw shown;
  }
};
