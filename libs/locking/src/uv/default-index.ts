import { LayerkitError } from '@layerkit/failure';
import { findUv } from './find-uv.ts';
import { uvEnvironment } from './uv-environment.ts';

/**
 * The package index that uv turns to when nobody names one. Asking uv keeps one truth: what it resolved is looked
 * for where it was found.
 * @param uv path of the program.
 * @throws LayerkitError resolver/failed when uv does not say
 */
export const defaultIndex = async (uv: string, env: NodeJS.ProcessEnv): Promise<string> => {
  // Loaded here: builds run no uv while they have every wheel.
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
    message: 'no variable names a package index, and uv does not say which one it would use',
    problems: [shortMessage ?? '', stderr].filter((text) => text !== ''),
    hint: 'Set UV_DEFAULT_INDEX to the address of a package index.',
  });
};

/**
 * The package index that a project's uv turns to when no variable names one.
 * @throws LayerkitError resolver/not-found, resolver/failed
 */
export const projectDefaultIndex = async (
  projectRoot: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> => defaultIndex(await findUv(projectRoot, env), env);
