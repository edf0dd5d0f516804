import { execFileSync } from 'node:child_process';

/** Returns whether the host has a program. If it doesn't, tests that need it are reported as skipped. */
export const hasProgram = (name: string, askVersion = '--version'): boolean => {
  try {
    execFileSync(name, [askVersion], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
