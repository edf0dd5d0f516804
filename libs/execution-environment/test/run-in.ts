import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { ExecutionEnvironment, SpawnOptions } from '../src/environment/open-environment.ts';
import type { EnvironmentProcess, ProcessExit } from '../src/process/start-process.ts';

export interface Ran {
  readonly exit: ProcessExit;
  readonly stdout: string;
  readonly stderr: string;
}

const read = (stream: Readable | null): Promise<string> =>
  stream === null ? Promise.resolve('') : text(stream);

export const collect = async ({ child, exited }: EnvironmentProcess): Promise<Ran> => {
  const [exit, stdout, stderr] = await Promise.all([exited, read(child.stdout), read(child.stderr)]);
  return { exit, stdout, stderr };
};

/** Runs Python code in an environment. Returns the JSON that the code printed. */
export const askPython = async (
  environment: ExecutionEnvironment,
  code: string,
  options: SpawnOptions & { readonly args?: readonly string[] | undefined } = {},
): Promise<unknown> => {
  const { args = [], ...spawnOptions } = options;
  const { stdout, stderr, exit } = await collect(environment.spawn(['-c', code, ...args], spawnOptions));
  if (exit.code !== 0) throw new Error(`${JSON.stringify(exit)}\n${stderr}`);
  return JSON.parse(stdout);
};
