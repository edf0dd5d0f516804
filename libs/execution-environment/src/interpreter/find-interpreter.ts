import { LayerkitError } from '@layerkit/failure';
import type { Runtime } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { findCandidates, type CandidateGroup } from './candidates.ts';
import { inspectInterpreter, type InspectedInterpreter } from './inspect-interpreter.ts';
import type { Interpreter } from './interpreter.ts';

export interface FindInterpreterOptions {
  /** The environment to read; that of the process by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** The folder where the search for `.layerkit/python` starts, upwards; the working folder by default. */
  readonly directory?: string | undefined;
}

const found = new Map<string, Promise<Interpreter>>();

/**
 * Finds an interpreter of the runtime’s version on this host. Searches LAYERKIT_PYTHON, PATH, pyenv’s
 * versions, uv’s managed Pythons and `.layerkit/python` of the nearest parent folder. Takes the newest patch
 * version in the first place that has one. The result is cached until the process ends.
 * @throws LayerkitError environment/interpreter-not-found that lists the places and what to install
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
  // A failure is not cached, so that an interpreter that is installed later is found.
  search.catch(() => found.delete(key));
  return search;
};

const look = async (runtime: Runtime, env: NodeJS.ProcessEnv, directory: string): Promise<Interpreter> => {
  const { pythonVersion } = runtimeFacts(runtime);
  const messages: string[] = [];
  for (const group of findCandidates({ pythonVersion, env, directory })) {
    const usable = await findUsable(group, { pythonVersion, env, messages });
    const best = usable.sort(byPatch).at(-1);
    if (best !== undefined) {
      const { path, version, prefix, sitePackages } = best;
      return { path, version, prefix, sitePackages, origin: group.origin, messages: relevant(messages) };
    }
    if (group.executables.length === 0) messages.push(`${group.where}: none`);
  }
  throw notFound(runtime, pythonVersion, messages);
};

interface Search {
  readonly pythonVersion: string;
  readonly env: NodeJS.ProcessEnv;
  readonly messages: string[];
}

const findUsable = async (group: CandidateGroup, search: Search): Promise<InspectedInterpreter[]> => {
  const answers = await Promise.all(
    group.executables.map(async (executable) => ({
      executable,
      answer: await inspectInterpreter(executable, search.env),
    })),
  );
  return answers.flatMap(({ executable, answer }) => {
    const reason = typeof answer === 'string' ? answer : whyNot(answer, search.pythonVersion);
    if (reason === undefined && typeof answer !== 'string') return [answer];
    search.messages.push(`${group.origin}: ${executable}: ${reason ?? ''}`);
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
  if (found.freeThreaded) return 'is a free-threaded build, which Lambda does not use';
  if (!(machineOf[process.arch] ?? []).includes(found.machine)) return `is built for ${found.machine}`;
  if (process.platform === 'linux' && found.libc === '') return 'uses another C library than glibc';
  return undefined;
};

const byPatch = (a: InspectedInterpreter, b: InspectedInterpreter): number =>
  patch(a.version) - patch(b.version);

const patch = (version: string): number => Number(version.split('.')[2] ?? 0);

/** The messages to show if an interpreter was found: only those about LAYERKIT_PYTHON. */
const relevant = (messages: readonly string[]): string[] =>
  messages.filter((message) => message.startsWith('LAYERKIT_PYTHON'));

const notFound = (runtime: Runtime, pythonVersion: string, messages: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'environment/interpreter-not-found',
    message: `no Python ${pythonVersion} interpreter found for ${runtime}`,
    problems: messages,
    hint:
      `Run uv python install ${pythonVersion} or pyenv install ${pythonVersion}, ` +
      `or set LAYERKIT_PYTHON to a Python ${pythonVersion}.`,
  });
