import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { withCertificates } from '@layerkit/wheels/package-index';
import { buildEnvironment } from './build-environment.ts';
import { wordsOfUv } from './words-of-uv.ts';

export interface WheelBuild {
  /** The path of uv. */
  readonly uv: string;
  /** The path of the interpreter that runs the build backend. */
  readonly python: string;
  /** A folder with a pyproject.toml or setup.py, or a source distribution. */
  readonly source: string;
  /** The name in errors. */
  readonly name: string;
  /** An empty folder for the wheel and for temporary files. */
  readonly folder: string;
  /** Constraints on the build backend and its requirements, as lines of a requirements file. */
  readonly constraints: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Builds a wheel with uv and the project's own backend (PEP 517), isolated, with a fixed date, time zone and locale.
 * @returns the file name of the wheel, which is in `wheel/` of the folder
 * @throws LayerkitError source/build-failed with the last lines of the backend's output
 */
export const buildWheelWithUv = async (build: WheelBuild): Promise<string> => {
  const { uv, python, source, folder, constraints, env } = build;
  const output = join(folder, 'wheel');
  const limits = join(folder, 'build-constraints.txt');
  await writeFile(limits, constraints.map((line) => `${line}\n`).join(''));
  // Loaded only here: builds from wheels alone don’t run uv
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
  throw buildFailed(build, stderr === '' ? (shortMessage ?? 'the build produced no wheel') : stderr);
};

const wordsShown = 30;

const buildFailed = ({ name, folder }: WheelBuild, words: string): LayerkitError =>
  new LayerkitError({
    code: 'source/build-failed',
    message: `no wheel could be built from ${name}; uv and the build backend report`,
    problems: wordsOfUv(words.replaceAll(folder, '…')).slice(-wordsShown),
    hint: 'Check that the package indexes have its build backend and the requirements of the backend. “constraints” of layer.json apply to them too.',
  });
