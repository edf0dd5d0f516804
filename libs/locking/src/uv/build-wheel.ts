import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { withCertificates } from '@layerkit/wheels';
import { buildEnvironment } from './build-environment.ts';
import { wordsOfUv } from './words-of-uv.ts';

export interface WheelBuild {
  /** Path of the program. */
  readonly uv: string;
  /** Path of the interpreter that runs the build backend. */
  readonly python: string;
  /** A folder with a pyproject.toml or setup.py, or a source distribution. */
  readonly source: string;
  /** What errors call it. */
  readonly name: string;
  /** An empty folder, for the wheel and for what is needed on the way. */
  readonly folder: string;
  /** Limits for the build backend and what it requires, as lines of a requirements file. */
  readonly constraints: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Has uv build a wheel through the project's own backend (PEP 517), isolated, in an environment where what the
 * clock, the time zone and the locale say is fixed.
 * @returns the wheel's file name; it lies in `wheel/` of the folder
 * @throws LayerkitError source/build-failed with the backend's last words
 */
export const buildWheelWithUv = async (build: WheelBuild): Promise<string> => {
  const { uv, python, source, folder, constraints, env } = build;
  const output = join(folder, 'wheel');
  const limits = join(folder, 'build-constraints.txt');
  await writeFile(limits, constraints.map((line) => `${line}\n`).join(''));
  // Loaded here: builds from wheels alone run no uv.
  const { execa } = await import('execa');
  const { failed, stderr, shortMessage } = await execa(
    uv,
    [
      ...['build', '--wheel', source, '--out-dir', output, '--python', python],
      ...['--build-constraints', limits, '--no-create-gitignore', '--color', 'never', '--no-progress'],
    ],
    {
      cwd: folder,
      env: await withCertificates(buildEnvironment(env), folder),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      stdout: 'ignore',
    },
  );
  const wheels = failed ? [] : (await readdir(output)).filter((name) => name.endsWith('.whl'));
  const [wheel] = wheels;
  if (wheel !== undefined && wheels.length === 1) return wheel;
  throw buildFailed(build, stderr === '' ? (shortMessage ?? 'no wheel came of it') : stderr);
};

const wordsShown = 30;

const buildFailed = ({ name, folder }: WheelBuild, words: string): LayerkitError =>
  new LayerkitError({
    code: 'source/build-failed',
    message: `no wheel could be built from ${name}; uv and the build backend say`,
    problems: wordsOfUv(words.replaceAll(folder, '…')).slice(-wordsShown),
    hint: 'Its build backend and what that requires come from the package indexes; “constraints” of layer.json bound them.',
  });
