import { formatFailure } from '@layerkit/failure';

export interface Reporting {
  /** Shows stacks and causes under an error. */
  readonly verbose?: boolean | undefined;
  readonly print?: ((line: string) => void) | undefined;
  readonly printError?: ((line: string) => void) | undefined;
}

/**
 * Runs one command for a person: what it says goes to stdout; an error becomes its code, message and hint on
 * stderr. Returns whether it succeeded; never throws.
 */
export const reporting = async (
  command: (say: (line: string) => void) => Promise<void>,
  { verbose = false, print = console.log, printError = console.error }: Reporting = {},
): Promise<boolean> => {
  try {
    await command((line) => print(line));
    return true;
  } catch (error) {
    printError(formatFailure(error, { verbose }));
    return false;
  }
};
