import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { Writable } from 'node:stream';
import type { Command, PreparedIsolation } from '../isolation/isolation.ts';
import { processTreeMemory, type ProcessTreeMemory } from './process-tree.ts';

/** How a process ended: with a code, or by a signal (`SIGSEGV`). */
export interface ProcessExit {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
}

/** A command that runs in an environment. */
export interface EnvironmentProcess {
  /** For its streams only: its exit is the isolation’s, and killing it alone may leave others behind. */
  readonly child: ChildProcess;
  /** Never rejects; a command that could not be started ends with code 126 or 127. */
  readonly exited: Promise<ProcessExit>;
  /** Memory of the command and all that it started; undefined when there is nothing left to measure. */
  memory(): ProcessTreeMemory | undefined;
  /** Ends the command and all that it started, at once; resolves when it is gone. */
  kill(): Promise<ProcessExit>;
}

export type Stdio = readonly ('ignore' | 'pipe' | 'inherit' | number)[];

/** Starts a command inside and takes care that nothing of it outlives this process. */
export const startProcess = (
  isolation: PreparedIsolation,
  command: Command,
  stdio: Stdio,
): EnvironmentProcess => {
  const { file, args, env, cwd, secret } = isolation.launch(command, stdio.length);
  const descriptors: StdioOptions = [...stdio, ...(secret === undefined ? [] : ['pipe' as const])];
  // a group of its own, so that all of it can be signalled at once
  const child = spawn(file, args, { env, stdio: descriptors, detached: true, cwd });
  if (secret !== undefined) hand(child.stdio[stdio.length], secret);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('error', () => resolve({ code: 127 }));
    child.once('exit', (code, signal) => resolve(readExit(code, signal, isolation.supervisors > 0)));
  });
  const kill = (): Promise<ProcessExit> => {
    killGroup(child.pid);
    return exited;
  };
  // what the command left running in its group goes with it
  void exited.then(() => killGroup(child.pid));
  const memory = () =>
    child.pid === undefined ? undefined : processTreeMemory(child.pid, isolation.supervisors);
  return { child, exited, memory, kill };
};

const hand = (pipe: unknown, secret: string): void => {
  if (!(pipe instanceof Writable)) return;
  // a process that died before reading it has already failed
  pipe.on('error', () => undefined);
  pipe.end(secret);
};

const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // none of it is left
  }
};

/** Some numbers have two names (SIGABRT and SIGIOT): the first one counts. */
const signalNames = new Map(
  Object.entries(constants.signals)
    .map(([name, number]) => [number, name] as const)
    .reverse(),
);

/** The first process of a namespace passes the death of its child on as 128 + the signal’s number. */
const readExit = (code: number | null, signal: string | null, supervised: boolean): ProcessExit => {
  if (signal !== null) return { signal };
  const passedOn = supervised && code !== null ? signalNames.get(code - 128) : undefined;
  return passedOn === undefined ? { code: code ?? 1 } : { signal: passedOn };
};
