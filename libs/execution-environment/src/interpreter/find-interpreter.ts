import { LayerkitError } from '@layerkit/failure';
import { runtimeFacts, type Runtime } from '@layerkit/platform-resolution';
import { findCandidates, type CandidateGroup } from './candidates.ts';
import { inspectInterpreter, type InspectedInterpreter } from './inspect-interpreter.ts';
import type { Interpreter } from './interpreter.ts';

export interface FindInterpreterOptions {
  /** The environment to read; the process’s own by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** From where the nearest `.layerkit/python` is looked for, upwards; the working folder by default. */
  readonly directory?: string | undefined;
}

const found = new Map<string, Promise<Interpreter>>();

/**
 * An interpreter of the runtime’s version on this host: LAYERKIT_PYTHON, PATH, pyenv’s versions, uv’s managed
 * Pythons, `.layerkit/python` of the nearest parent folder. The first place that has one wins, and within it
 * the newest patch. Remembered for the life of the process.
 * @throws LayerkitError environment/interpreter-not-found with everything looked at and what to install
 */
export const findInterpreter = (
  runtime: Runtime,
  options: FindInterpreterOptions = {},
): Promise<Interpreter> => {
  const env = options.env ?? process.env;
  const directory = options.directory ?? process.cwd();
  const looked = ['LAYERKIT_PYTHON', 'PATH', 'PYENV_ROOT', 'UV_PYTHON_INSTALL_DIR', 'XDG_DATA_HOME', 'HOME'];
  const key = JSON.stringify([runtime, directory, ...looked.map((name) => env[name])]);
  const known = found.get(key);
  if (known !== undefined) return known;
  const search = look(runtime, env, directory);
  found.set(key, search);
  // one that is installed later must be found
  search.catch(() => found.delete(key));
  return search;
};

const look = async (runtime: Runtime, env: NodeJS.ProcessEnv, directory: string): Promise<Interpreter> => {
  const { pythonVersion } = runtimeFacts(runtime);
  const notes: string[] = [];
  for (const group of findCandidates({ pythonVersion, env, directory })) {
    const usable = await usableOnes(group, { pythonVersion, env, notes });
    const best = usable.sort(byPatch).at(-1);
    if (best !== undefined) {
      const { path, version, prefix, sitePackages } = best;
      return { path, version, prefix, sitePackages, origin: group.origin, notes: relevant(notes) };
    }
    if (group.executables.length === 0) notes.push(`${group.where}: none`);
  }
  throw notFound(runtime, pythonVersion, notes);
};

interface Asking {
  readonly pythonVersion: string;
  readonly env: NodeJS.ProcessEnv;
  readonly notes: string[];
}

const usableOnes = async (group: CandidateGroup, asking: Asking): Promise<InspectedInterpreter[]> => {
  const answers = await Promise.all(
    group.executables.map(async (executable) => ({
      executable,
      answer: await inspectInterpreter(executable, asking.env),
    })),
  );
  return answers.flatMap(({ executable, answer }) => {
    const reason = typeof answer === 'string' ? answer : whyNot(answer, asking.pythonVersion);
    if (reason === undefined && typeof answer !== 'string') return [answer];
    asking.notes.push(`${group.origin}: ${executable}: ${reason ?? ''}`);
    return [];
  });
};

const machineOf: Readonly<Record<string, readonly string[]>> = {
  x64: ['x86_64', 'AMD64'],
  arm64: ['aarch64', 'arm64'],
};

const whyNot = (found: InspectedInterpreter, pythonVersion: string): string | undefined => {
  if (!found.version.startsWith(`${pythonVersion}.`)) return `is Python ${found.version}`;
  if (found.implementation !== 'cpython') return `is ${found.implementation}, not CPython`;
  if (found.freeThreaded) return 'is a free-threaded build, Lambda’s is not';
  if (!(machineOf[process.arch] ?? []).includes(found.machine)) return `is built for ${found.machine}`;
  if (process.platform === 'linux' && found.libc === '') return 'runs on another C library than glibc';
  return undefined;
};

const byPatch = (a: InspectedInterpreter, b: InspectedInterpreter): number =>
  patch(a.version) - patch(b.version);

const patch = (version: string): number => Number(version.split('.')[2] ?? 0);

/** Only a LAYERKIT_PYTHON that could not be used is worth a word when another was found. */
const relevant = (notes: readonly string[]): string[] =>
  notes.filter((note) => note.startsWith('LAYERKIT_PYTHON'));

const notFound = (runtime: Runtime, pythonVersion: string, notes: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'environment/interpreter-not-found',
    message: `no Python ${pythonVersion} was found to run ${runtime} with`,
    problems: notes,
    hint:
      `Install Python ${pythonVersion} (for instance: uv python install ${pythonVersion}, or ` +
      `pyenv install ${pythonVersion}), or set LAYERKIT_PYTHON to one.`,
  });
