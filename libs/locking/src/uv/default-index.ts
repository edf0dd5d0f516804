import { LayerkitError } from '@layerkit/failure';
import { findUv } from './find-uv.ts';
import { uvEnvironment } from './uv-environment.ts';

/**
 * Returns the package index that uv uses by default. It asks uv, so that wheels are fetched from the index that they
 * were resolved on.
 * @param uv the path of uv
 * @throws LayerkitError resolver/failed if uv does not report one
 */
export const defaultIndex = async (uv: string, env: NodeJS.ProcessEnv): Promise<string> => {
  // Loaded only here: builds with all wheels in the store don’t run uv
  const { execa } = await import('execa');
  const nothing = [
    'pip',
    'compile',
    '-',
    '--emit-index-url',
    '--no-header',
    '--offline',
    '--python',
    'cpython',
  ];
  const { stdout, stderr, shortMessage } = await execa(uv, nothing, {
    input: '',
    env: uvEnvironment(env),
    extendEnv: false,
    reject: false,
  });
  const [, url] = /^--index-url (\S+)$/m.exec(stdout) ?? [];
  if (url !== undefined) return url;
  throw new LayerkitError({
    code: 'resolver/failed',
    message: 'no variable names a package index, and uv does not report its default index',
    problems: [shortMessage ?? '', stderr].filter((text) => text !== ''),
    hint: 'Set UV_DEFAULT_INDEX to the URL of a package index.',
  });
};

/**
 * Returns the package index that a project's uv uses if no variable names one.
 * @throws LayerkitError resolver/not-found, resolver/failed
 */
export const projectDefaultIndex = async (
  projectRoot: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> => defaultIndex(await findUv(projectRoot, env), env);
