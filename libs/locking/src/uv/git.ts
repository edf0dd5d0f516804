import { LayerkitError } from '@layerkit/failure';
import { wordsOfUv } from './words-of-uv.ts';

export interface GitRun {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Settings that keep the host from changing the files or running code of the repository. */
const settings = [
  ...['core.autocrlf=false', 'core.eol=lf', 'core.symlinks=false', 'core.hooksPath=/dev/null'],
  ...['core.attributesFile=/dev/null', 'advice.detachedHead=false', 'protocol.ext.allow=never'],
].flatMap((setting) => ['-c', setting]);

/**
 * Runs git and returns its output; undefined if it fails.
 * @throws LayerkitError resolver/not-found if git is not installed
 */
export const git = async (
  args: readonly string[],
  { folder, env }: GitRun,
): Promise<{ readonly output: string } | { readonly words: readonly string[] }> => {
  // Loaded only here: most layers have no requirement on a repository
  const { execa } = await import('execa');
  const { failed, stdout, stderr, code } = await execa('git', [...settings, ...args], {
    cwd: folder,
    env: { ...env, GIT_TERMINAL_PROMPT: '0', GIT_LFS_SKIP_SMUDGE: '1', LC_ALL: 'C' },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  if (code === 'ENOENT') {
    throw new LayerkitError({
      code: 'resolver/not-found',
      message: 'git, which fetches the repositories that requirements name, is not on the PATH',
      hint: 'Install git and check that “git --version” works.',
    });
  }
  return failed ? { words: wordsOfUv(stderr) } : { output: stdout };
};
