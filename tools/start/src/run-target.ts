import { LayerkitError } from '@layerkit/failure';
import { execa } from 'execa';

/**
 * Runs an Nx target, and what it depends on, on this terminal.
 * @throws LayerkitError local-aws/failed when a task failed; its own error stands above
 */
export const runTarget = async (workspaceRoot: string, target: string): Promise<void> => {
  const here = { cwd: workspaceRoot, localDir: workspaceRoot, preferLocal: true } as const;
  // Nx gives its tasks a terminal, on which downloads show their progress, only where it adds no prefixes
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
    hint: 'The first error above says why, and what to do.',
  });
};
