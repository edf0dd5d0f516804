import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { withCertificates } from '@layerkit/wheels/package-index';
import type { Input } from './input-files.ts';
import { parsePylock, type ResolvedPackage } from './pylock.ts';
import { wordsOfUv } from './words-of-uv.ts';

/** One run of `uv pip compile`. */
export interface Compilation {
  /** The path of uv. */
  readonly uv: string;
  readonly input: Input;
  /** Other files that uv reads, by their path in its folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly options: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** The messages of uv when it can't resolve, without credentials and paths of the temporary folder. */
export interface Refusal {
  /** 1 if uv understood everything but found no solution. Any other code is another problem. */
  readonly exitCode: number | undefined;
  readonly words: readonly string[];
}

export type Resolution =
  | { readonly packages: readonly ResolvedPackage[]; readonly warnings: readonly string[] }
  | { readonly refusal: Refusal };

/** The file that uv writes and takes its previous versions from. */
export const output = 'pylock.toml';

/**
 * Runs `uv pip compile` in an empty folder.
 * @throws LayerkitError resolver/failed if the output of uv can't be read; the signal's reason if it is aborted
 */
export const compile = (compilation: Compilation): Promise<Resolution> =>
  inOwnedFolder('lock', async (folder) => {
    const { input } = compilation;
    const files = { ...compilation.files, [input.path]: input.content };
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return run(compilation, folder);
  });

const run = async ({ uv, input, options, env, signal }: Compilation, folder: string): Promise<Resolution> => {
  // Loaded only here: builds don’t run uv
  const { execa } = await import('execa');
  const { exitCode, failed, stderr, shortMessage } = await execa(
    uv,
    ['pip', 'compile', input.path, ...always, ...options],
    {
      cwd: folder,
      env: await withCertificates({ ...env, ...input.env }, folder),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      stdout: 'ignore',
      ...(signal === undefined ? {} : { cancelSignal: signal }),
    },
  );
  signal?.throwIfAborted();
  const words = (stderr === '' && failed ? (shortMessage ?? '') : stderr).replaceAll(folder + sep, '');
  const lines = wordsOfUv(words);
  const isWarning = (line: string): boolean => line.startsWith('warning: ');
  if (failed) return { refusal: { exitCode, words: lines.filter((line) => !isWarning(line)) } };
  const packages = await readOutput(await readFile(join(folder, output), 'utf8'));
  return { packages, warnings: lines.filter(isWarning).map((line) => line.slice('warning: '.length)) };
};

const always = [
  ...['--format', 'pylock.toml', '--output-file', output, '--no-header'],
  ...['--color', 'never', '--no-progress'],
];

const readOutput = async (text: string): Promise<readonly ResolvedPackage[]> => {
  try {
    return await parsePylock(text);
  } catch (cause) {
    throw new LayerkitError({
      code: 'resolver/failed',
      message: 'uv succeeded, but its output is not a lock in the format of PEP 751',
      hint: 'Set LAYERKIT_UV to the path of another uv. layerkit is tested with uv 0.13.',
      cause,
    });
  }
};
