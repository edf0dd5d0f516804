import { execFileSync } from 'node:child_process';

/** Whether a program is here; asked so that a test of it shows itself as skipped where it is not. */
export const hasProgram = (name: string, askVersion = '--version'): boolean => {
  try {
    execFileSync(name, [askVersion], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
