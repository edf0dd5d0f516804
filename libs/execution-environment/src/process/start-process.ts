import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Command, PreparedIsolation } from '../isolation/isolation.ts';
import { processTreeMemory, signalProcessTree, type ProcessTreeMemory } from './process-tree.ts';

/** The end of a process: an exit code, or a signal such as `SIGSEGV`. */
export interface ProcessExit {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  /** Why the command was not started, for example `EACCES`. */
  readonly execError?: string | undefined;
}

/** A command that runs in an execution environment. */
export interface EnvironmentProcess {
  /** Use only its streams: it exits with the isolation, and killing it may leave other processes behind. */
  readonly child: ChildProcess;
  /** Never rejects. A command that could not be started has exit code 126 or 127. */
  readonly exited: Promise<ProcessExit>;
  /** The memory of the command and all processes it started; undefined if none is left. */
  memory(): ProcessTreeMemory | undefined;
  /** Stops the command and all processes it started, until `resume`. They can still be killed. */
  pause(): void;
  resume(): void;
  /** Asks the command and all processes it started to end, with SIGTERM. */
  terminate(): void;
  /** Kills the command and all processes it started. Resolves when the command has exited. */
  kill(): Promise<ProcessExit>;
}

export type Stdio = readonly ('ignore' | 'pipe' | 'inherit' | number)[];

/** Starts a command in an environment. None of its processes outlives this process. */
export const startProcess = (
  isolation: PreparedIsolation,
  command: Command,
  stdio: Stdio,
): EnvironmentProcess => {
  const { file, args, env, cwd, secret, errorDescriptor } = isolation.launch(command, stdio.length);
  const pipes = [secret, errorDescriptor].filter((used) => used !== undefined).map(() => 'pipe' as const);
  const descriptors: StdioOptions = [...stdio, ...pipes];
  // A separate process group, so that one signal reaches all of its processes.
  const child = spawn(file, args, { env, stdio: descriptors, detached: true, cwd });
  if (secret !== undefined) sendSecret(child.stdio[stdio.length], secret);
  const execError = readExecError(errorDescriptor === undefined ? undefined : child.stdio[errorDescriptor]);
  const ended = new Promise<ProcessExit>((resolve) => {
    child.once('error', () => resolve({ code: 127 }));
    child.once('exit', (code, signal) => resolve(readExit(code, signal, isolation.supervisors > 0)));
  });
  const exited = ended.then(async (exit) => {
    // Processes that the command left running in its group end with it.
    killGroup(child.pid);
    const reason = await execError;
    return reason === undefined ? exit : { ...exit, execError: reason };
  });
  const kill = (): Promise<ProcessExit> => {
    killGroup(child.pid);
    return exited;
  };
  const memory = () =>
    child.pid === undefined ? undefined : processTreeMemory(child.pid, isolation.supervisors);
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) signalProcessTree(child.pid, isolation.supervisors, name);
  };
  return {
    child,
    exited,
    memory,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    terminate: () => signal('SIGTERM'),
    kill,
  };
};

const sendSecret = (pipe: unknown, secret: string): void => {
  if (!(pipe instanceof Writable)) return;
  // A process that died before it read the secret has already failed.
  pipe.on('error', () => undefined);
  pipe.end(secret);
};

/** Reads the error that the isolation reports. The pipe ends with the processes of the isolation. */
const readExecError = async (pipe: unknown): Promise<string | undefined> => {
  if (!(pipe instanceof Readable)) return undefined;
  const name = await text(pipe).catch(() => '');
  return name === '' ? undefined : name;
};

const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // No process of the group is left.
  }
};

/** Signal names by number. If a number has two names, such as SIGABRT and SIGIOT, the first one is used. */
const signalNames = new Map(
  Object.entries(constants.signals)
    .map(([name, number]) => [number, name] as const)
    .reverse(),
);

/** Reads an exit. The first process of a namespace reports a child killed by a signal as 128 + its number. */
const readExit = (code: number | null, signal: string | null, supervised: boolean): ProcessExit => {
  if (signal !== null) return { signal };
  const passedOn = supervised && code !== null ? signalNames.get(code - 128) : undefined;
  return passedOn === undefined ? { code: code ?? 1 } : { signal: passedOn };
};
