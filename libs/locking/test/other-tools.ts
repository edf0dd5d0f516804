import { join } from 'node:path';
import { findInterpreter } from '@layerkit/execution-environment';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { testEnvironment } from '@layerkit/testing-packages';
import { execa } from 'execa';

/** Runs a program of an installed tool in a folder and returns its standard output. Fails like the tool. */
export type RunTool = (cwd: string, program: string, ...args: readonly string[]) => Promise<string>;

/** The tools of one virtual environment, which has Python 3.12. */
export interface InstalledTools {
  readonly run: RunTool;
  readonly python: string;
}

/** Installs tools from PyPI into a folder. Their caches and virtual environments are in the folder too. */
export const installTools = async (
  folder: string,
  ...packages: readonly string[]
): Promise<InstalledTools> => {
  const env = testEnvironment();
  const { path } = await findInterpreter('python3.12', { env, directory: import.meta.dirname });
  const uv = (...args: readonly string[]) =>
    execa(env['LAYERKIT_UV'] ?? 'uv', args, { env, extendEnv: false });
  await uv('venv', '--quiet', '--python', path, folder);
  await uv('pip', 'install', '--quiet', '--python', folder, ...packages);
  const own = {
    ...env,
    PIP_CONFIG_FILE: '/dev/null',
    POETRY_CACHE_DIR: join(folder, 'cache'),
    POETRY_VIRTUALENVS_PATH: join(folder, 'environments'),
    POETRY_VIRTUALENVS_USE_POETRY_PYTHON: 'true',
    PIPENV_IGNORE_VIRTUALENVS: '1',
    PIPENV_NOSPIN: '1',
    PIPENV_YES: '1',
    WORKON_HOME: join(folder, 'environments'),
    NO_COLOR: '1',
  };
  const run: RunTool = async (cwd, program, ...args) => {
    const command = join(folder, 'bin', program);
    return (await execa(command, args, { cwd, env: own, extendEnv: false })).stdout;
  };
  return { run, python: join(folder, 'bin', 'python') };
};

/** Returns the pins that `poetry install` would install on this host, sorted. */
export const installedByPoetry = async (
  { run }: InstalledTools,
  folder: string,
  { extras = [], groups = [] }: { readonly extras?: readonly string[]; readonly groups?: readonly string[] },
): Promise<readonly string[]> => {
  const only = ['--only', ['main', ...groups].join(',')];
  const chosen = extras.flatMap((extra) => ['--extras', extra]);
  const output = await run(folder, 'poetry', 'install', '--dry-run', '--no-root', '-n', ...only, ...chosen);
  return [...output.matchAll(/- Installing ([\w.-]+) \(([^)]+)\)(.*)/g)]
    .filter(([, , , rest = '']) => !rest.includes('Skipped'))
    .map(([, name = '', version = '']) => `${normalizeProjectName(name)}==${version}`)
    .sort();
};

const evaluate = `
import sys
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
lines = [line.strip() for line in sys.stdin if '==' in line and not line.startswith('-')]
found = [one for one in map(Requirement, lines) if not one.marker or one.marker.evaluate()]
print('\\n'.join(sorted({canonicalize_name(one.name) + str(one.specifier) for one in found})))
`;

/** Returns the pins of `pipenv requirements` that apply to this host, sorted. */
export const requiredByPipenv = async (
  { run, python }: InstalledTools,
  folder: string,
  categories: readonly string[],
): Promise<readonly string[]> => {
  const input = await run(folder, 'pipenv', 'requirements', '--categories', categories.join(' '));
  const { stdout } = await execa(python, ['-c', evaluate], { input });
  return stdout.split('\n');
};

interface PipReport {
  readonly install: readonly { readonly metadata: { readonly name: string; readonly version: string } }[];
}

/** Returns the pins that pip installs from a pylock.toml on this host, sorted. */
export const installedByPip = async ({ run }: InstalledTools, folder: string): Promise<readonly string[]> => {
  const options = ['--quiet', '--dry-run', '--ignore-installed', '--report', '-'];
  const report = await run(folder, 'pip', 'install', ...options, '-r', 'pylock.toml');
  const { install } = JSON.parse(report) as PipReport;
  return install.map(({ metadata }) => `${normalizeProjectName(metadata.name)}==${metadata.version}`).sort();
};
