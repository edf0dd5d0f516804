import { LayerkitError } from '@layerkit/failure';
import { execa } from 'execa';

/**
 * Runs an Nx target and its dependencies, with their output on this terminal.
 * @throws LayerkitError local-aws/failed if a task failed, after the task's own error
 */
export const runTarget = async (workspaceRoot: string, target: string): Promise<void> => {
  const here = { cwd: workspaceRoot, localDir: workspaceRoot, preferLocal: true } as const;
  // Downloads show their progress on a terminal only, and Nx hands its terminal to tasks only without prefixes
  const style = process.stdout.isTTY ? 'stream-without-prefixes' : 'stream';
  const { failed } = await execa('nx', ['run', target, `--outputStyle=${style}`], {
    ...here,
    stdio: 'inherit',
    reject: false,
  });
  if (!failed) return;
  throw new LayerkitError({
    code: 'local-aws/failed',
    message: `nx run ${target} failed`,
    hint: 'Follow the hint of the first error above.',
  });
};
