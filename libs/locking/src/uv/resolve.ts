import { readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { withCertificates } from '@layerkit/wheels/package-index';
import { formatPreferences, parsePylock, type Preference, type ResolvedPackage } from './pylock.ts';
import { buildEnvironment } from './build-environment.ts';
import { uvEnvironment } from './uv-environment.ts';
import { wordsOfUv } from './words-of-uv.ts';

export interface ResolveRequest {
  /** The path of uv. */
  readonly uv: string;
  readonly target: Target;
  /** The value of `--python-platform`. */
  readonly platform: string;
  /** Requirements by name (PEP 508). */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  /** Versions to keep if the requirements still allow them. */
  readonly preferences: readonly Preference[];
  /** Packages to take as source distributions, and the interpreter that runs their builds. */
  readonly builds?: { readonly names: readonly string[]; readonly python: string };
  /** False to resolve only the requirements themselves. */
  readonly dependencies?: boolean;
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

/**
 * Resolves requirements for a target with uv, from wheels alone. uv runs in an empty folder, takes only the access to
 * package indexes from the host's environment, and needs no interpreter of the target.
 * @throws LayerkitError resolver/failed if the output of uv can't be read; the signal's reason if it is aborted
 */
export const resolveWithUv = (request: ResolveRequest): Promise<Resolution> =>
  inOwnedFolder('lock', async (folder) => {
    await writeFile(join(folder, files.requirements), toLines(request.requirements));
    if (request.constraints.length > 0) {
      await writeFile(join(folder, files.constraints), toLines(request.constraints));
    }
    await writeFile(join(folder, files.output), await formatPreferences(request.preferences));
    return run(request, folder);
  });

const files = { requirements: 'requirements.in', constraints: 'constraints.in', output: 'pylock.toml' };

const toLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const run = async (request: ResolveRequest, folder: string): Promise<Resolution> => {
  const { uv, env, signal } = request;
  // Loaded only here: builds don’t run uv
  const { execa } = await import('execa');
  const { exitCode, failed, stderr, shortMessage } = await execa(uv, compileArguments(request), {
    cwd: folder,
    env: await withCertificates(request.builds ? buildEnvironment(env) : uvEnvironment(env), folder),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  const words = (stderr === '' && failed ? (shortMessage ?? '') : stderr).replaceAll(folder + sep, '');
  const lines = wordsOfUv(words);
  const isWarning = (line: string): boolean => line.startsWith('warning: ');
  if (failed) return { refusal: { exitCode, words: lines.filter((line) => !isWarning(line)) } };
  const packages = await readOutput(await readFile(join(folder, files.output), 'utf8'));
  return { packages, warnings: lines.filter(isWarning).map((line) => line.slice('warning: '.length)) };
};

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

/**
 * Returns the arguments of uv. With `--python cpython`, uv does not take its tags from a PyPy on the PATH. The version
 * and the rest of the platform are the target's.
 */
const compileArguments = ({
  target,
  platform,
  constraints,
  dependencies,
  builds,
}: ResolveRequest): readonly string[] => [
  ...['pip', 'compile', files.requirements],
  ...(constraints.length > 0 ? ['--constraints', files.constraints] : []),
  ...['--format', 'pylock.toml', '--output-file', files.output, '--no-header'],
  ...[
    '--python',
    builds?.python ?? 'cpython',
    '--python-version',
    runtimeFacts(target.runtime).pythonVersion,
  ],
  ...['--python-platform', platform, '--only-binary', ':all:'],
  ...(builds?.names ?? []).flatMap((name) => ['--no-binary', name]),
  ...['--color', 'never', '--no-progress'],
  ...(dependencies === false ? ['--no-deps'] : []),
];
