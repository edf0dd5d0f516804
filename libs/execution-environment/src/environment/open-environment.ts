import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { makeOwnedFolder, removeFolder } from '@layerkit/temporary-files';
import { unpackZip } from '../unpacking/unpack-zip.ts';
import { newerLibraries } from '../host/host-glibc.ts';
import { whyNotRunnable } from '../host/why-not-runnable.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { chooseIsolation, type IsolationChoice } from './choose-isolation.ts';
import type {
  EnvironmentPaths,
  IsolationKind,
  Layout,
  OwnCode,
  PreparedIsolation,
} from '../isolation/isolation.ts';
import type { ResourceLimits } from '../isolation/resource-limits.ts';
import { baseVariables } from './base-variables.ts';
import { makeSharedFolder } from './scratch.ts';
import { startProcess, type EnvironmentProcess, type Stdio } from '../process/start-process.ts';

export interface EnvironmentOptions {
  readonly target: Target;
  readonly interpreter: Interpreter;
  /** Layer zips or unpacked layers, in Lambda’s order: a later layer overwrites an earlier one. */
  readonly layers: readonly string[];
  /** The folder that is shown as /var/task, which is empty by default. */
  readonly task?: string | undefined;
  /** Folders or zips that are shown as /var/runtime, merged like layers. */
  readonly runtime?: readonly string[] | undefined;
  /** An existing folder for the environment’s files; a new temporary one by default. `close` deletes it. */
  readonly scratch?: string | undefined;
  /** False cuts the network off if the host allows it (see `limitations`). */
  readonly network?: boolean | undefined;
  /** The size of /tmp in MiB. An isolation other than a mount namespace limits only each file in it. */
  readonly tmpMb?: number | undefined;
  /** Limits of each process; the host’s own by default, and if those are lower. */
  readonly limits?: ResourceLimits | undefined;
  /** Aborts the opening. */
  readonly signal?: AbortSignal | undefined;
  /** The only kind of isolation to use; LAYERKIT_ISOLATION does the same. */
  readonly isolation?: IsolationKind | undefined;
}

export interface SpawnOptions {
  /** Added to the variables that every Lambda environment has, or without one that is undefined; nothing comes from the host. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** A path in the environment; the task folder by default. */
  readonly cwd?: string | undefined;
  /** Standard input, output and error, then further descriptors; by default ignore, pipe, pipe. */
  readonly stdio?: Stdio | undefined;
}

/** A place that runs Python as Lambda does. */
export interface ExecutionEnvironment {
  readonly isolation: IsolationKind;
  /** How the environment differs from Lambda. */
  readonly limitations: readonly string[];
  /** The paths that the code inside sees: Lambda’s own, unless the isolation is `relocated`. */
  readonly paths: EnvironmentPaths;
  /** The variables that each command gets: Lambda’s own. */
  readonly variables: Readonly<Record<string, string>>;
  /** The folders of the unpacked layers on the host, in Lambda’s order. */
  readonly layers: readonly string[];
  /** The origins of the machine code that code inside may load. */
  readonly ownCode: OwnCode;
  /** The command of the interpreter inside, which does not see the packages installed next to it. */
  readonly python: readonly [string, ...string[]];
  /** Returns the command that runs Python with Lambda’s sys.path, as `spawn` does. */
  pythonCommand(args: readonly string[]): readonly [string, ...string[]];
  /**
   * Runs Python with Lambda’s sys.path: `['-c', code, …]` or `['/path/inside/file.py', …]`.
   * @throws LayerkitError environment/failed after `close`
   */
  spawn(args: readonly string[], options?: SpawnOptions): EnvironmentProcess;
  /** Runs any command inside. */
  spawnCommand(command: readonly [string, ...string[]], options?: SpawnOptions): EnvironmentProcess;
  /** Ends all processes in the environment and deletes its files. */
  close(): Promise<void>;
}

/**
 * Opens an execution environment that looks like Lambda’s: /var/task, /var/runtime, the layers merged over
 * /opt, its own /tmp and Lambda’s variables, without the host’s packages, home and environment.
 * Deletes the folders that killed processes left behind.
 * @throws LayerkitError environment/not-runnable, environment/failed, archive/invalid; the reason of an aborted signal
 */
export const openEnvironment = async (options: EnvironmentOptions): Promise<ExecutionEnvironment> => {
  refuseUnfit(options);
  const scratch = await realpath(options.scratch ?? (await makeOwnedFolder('environment')));
  const removeScratch = () => removeFolder(scratch);
  try {
    const { isolation: wanted, network = true, signal } = options;
    const choice = await chooseIsolation(options.interpreter, { wanted, network });
    const layout = { ...(await makeLayout(options, scratch)), network: choice.network };
    const isolation = await choice.prepare(layout);
    const remove = async () => {
      await isolation.close?.();
      await removeScratch();
    };
    if (signal?.aborted === true) await remove();
    signal?.throwIfAborted();
    const limitations = [
      ...newerLibraries(options.target),
      ...isolation.limitations,
      ...(network ? [] : openNetwork(choice)),
    ];
    return environmentOf({ ...isolation, limitations }, layout.layers, remove);
  } catch (error) {
    await removeScratch();
    throw error;
  }
};

const supportDirectory = fileURLToPath(new URL('../python/', import.meta.url));

const refuseUnfit = ({ target, interpreter }: EnvironmentOptions): void => {
  const { pythonVersion } = runtimeFacts(target.runtime);
  const reason =
    describeObstacle(target, whyNotRunnable(target)) ??
    (interpreter.version.startsWith(`${pythonVersion}.`)
      ? undefined
      : `${target.runtime} needs Python ${pythonVersion}; ${interpreter.path} is ${interpreter.version}`);
  if (reason !== undefined) throw new LayerkitError({ code: 'environment/not-runnable', message: reason });
};

const describeObstacle = (target: Target, reason: string | undefined): string | undefined =>
  reason === undefined ? undefined : `${formatTarget(target)}: ${reason}`;

const openNetwork = ({ network, networkReasons }: IsolationChoice): readonly string[] =>
  network ? [['the network is not cut off', ...networkReasons].join(': ')] : [];

const makeLayout = async (
  options: EnvironmentOptions,
  scratch: string,
): Promise<Omit<Layout, 'network'>> => ({
  interpreter: options.interpreter,
  layers: await unpackAll(options.layers, join(scratch, 'layers'), options.signal),
  task: options.task === undefined ? undefined : await realpath(options.task),
  runtime: [
    supportDirectory,
    ...(await unpackAll(options.runtime ?? [], join(scratch, 'runtime-parts'), options.signal)),
  ],
  tmp: await makeSharedFolder(scratch, 'tmp'),
  tmpMb: options.tmpMb,
  limits: options.limits,
  scratch,
});

/** Returns the folders as they are, and unpacks the zips. */
const unpackAll = async (
  paths: readonly string[],
  destination: string,
  signal: AbortSignal | undefined,
): Promise<string[]> => {
  const directories: string[] = [];
  for (const [index, path] of paths.entries()) {
    if ((await stat(path)).isDirectory()) directories.push(await realpath(path));
    else {
      const directory = join(destination, String(index));
      await unpackZip(path, directory, signal);
      directories.push(directory);
    }
  }
  return directories;
};

const defined = (variables: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const environmentOf = (
  isolation: PreparedIsolation,
  layers: readonly string[],
  removeScratch: () => Promise<void>,
): ExecutionEnvironment => {
  const running = new Set<EnvironmentProcess>();
  let closed = false;
  const { kind, limitations, paths } = isolation;
  const variables = { ...baseVariables(paths), ...isolation.variables };
  // Relocated layers are not read-only: Python would write compiled files into them.
  const python: [string, ...string[]] = [isolation.python, '-S', ...(kind === 'relocated' ? ['-B'] : [])];
  const spawnCommand = (command: readonly [string, ...string[]], options: SpawnOptions = {}) => {
    if (closed)
      throw new LayerkitError({ code: 'environment/failed', message: 'the execution environment is closed' });
    const env = defined({ ...variables, ...options.env });
    const stdio = options.stdio ?? ['ignore', 'pipe', 'pipe'];
    const started = startProcess(
      isolation,
      { command: [...command], env, cwd: options.cwd ?? paths.task },
      stdio,
    );
    running.add(started);
    void started.exited.then(() => running.delete(started));
    return started;
  };
  const pythonCommand = (args: readonly string[]): [string, ...string[]] => [
    ...python,
    join(paths.runtime, '_layerkit_site.py'),
    ...args,
  ];
  return {
    isolation: kind,
    limitations,
    paths,
    variables,
    layers,
    ownCode: isolation.ownCode,
    python,
    pythonCommand,
    spawnCommand,
    spawn: (args, spawnOptions) => spawnCommand(pythonCommand(args), spawnOptions),
    close: async () => {
      closed = true;
      await Promise.all([...running].map((started) => started.kill()));
      await removeScratch();
    },
  };
};
