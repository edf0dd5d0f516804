import { execa } from 'execa';
import { nxOf } from '../preparation/programs.ts';

/** Stops the Nx daemons that the measurements started. */
export const stopDaemons = async (workspaces: readonly string[]): Promise<void> => {
  for (const cwd of workspaces) await execa(nxOf(cwd), ['daemon', '--stop'], { cwd, reject: false });
};
