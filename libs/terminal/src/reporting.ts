import { formatFailure } from '@layerkit/failure';
import { showLine } from './palette.ts';

export interface Reporting {
  /** Prints stacks and causes below an error. */
  readonly verbose?: boolean | undefined;
  readonly print?: ((line: string) => void) | undefined;
  readonly printError?: ((line: string) => void) | undefined;
}

/**
 * Runs one command. Its lines go to stdout, each as `showLine` returns it; an error is printed to stderr with its code, message and hint.
 * Returns whether the command succeeded; never throws.
 */
export const reporting = async (
  command: (say: (line: string) => void) => Promise<void>,
  { verbose = false, print = console.log, printError = console.error }: Reporting = {},
): Promise<boolean> => {
  preferNoColor();
  try {
    await command((line) => print(showLine(line)));
    return true;
  } catch (error) {
    printError(formatFailure(error, { verbose }));
    return false;
  }
};

/**
 * Nx sets FORCE_COLOR for its tasks. With NO_COLOR too, Node warns in each process that it ignores NO_COLOR, while
 * layerkit follows it.
 */
const preferNoColor = ({ env } = process): void => {
  if (env['NO_COLOR']) delete env['FORCE_COLOR'];
};
