import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findInterpreter } from '@layerkit/execution-environment';
import type { Target } from '@layerkit/platform-resolution';

/** The path of each program; undefined if this host doesn't have it. */
export interface Programs {
  readonly cat: string | undefined;
  readonly sha256sum: string | undefined;
  readonly zip: string | undefined;
  readonly uv: string | undefined;
  /** An interpreter of the target's version. pip and the stopwatch run in it. */
  readonly python: string;
}

/**
 * Finds the other tools. uv is the one that setup installs.
 * @throws LayerkitError environment/interpreter-not-found
 */
export const findPrograms = async (workspaceRoot: string, { runtime }: Target): Promise<Programs> => ({
  cat: onPath('cat'),
  sha256sum: onPath('sha256sum'),
  zip: onPath('zip'),
  uv: executable(join(workspaceRoot, '.layerkit', 'python-tools', 'bin', 'uv')) ?? onPath('uv'),
  python: (await findInterpreter(runtime, { directory: workspaceRoot })).path,
});

/** Returns the path of a workspace's Nx. */
export const nxOf = (workspaceRoot: string): string => join(workspaceRoot, 'node_modules', '.bin', 'nx');

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => executable(join(folder, name)))
    .find((path) => path !== undefined);

const executable = (path: string): string | undefined => {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
};
