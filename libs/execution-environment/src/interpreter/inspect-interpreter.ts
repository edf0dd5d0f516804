import { readFileSync } from 'node:fs';

/** The properties that a Python executable reports about itself. */
export interface InspectedInterpreter {
  readonly path: string;
  readonly version: string;
  readonly prefix: string;
  readonly implementation: string;
  readonly machine: string;
  /** For example `glibc 2.36`; empty for another C library. */
  readonly libc: string;
  readonly freeThreaded: boolean;
  readonly sitePackages: readonly string[];
}

/** The program that reports the properties. */
const program = readFileSync(new URL('./inspect_interpreter.py', import.meta.url), 'utf8');

const answers = new Map<string, Promise<InspectedInterpreter | string>>();

/** Runs an executable, once, and returns its properties; a string is the reason why it gave none. */
export const inspectInterpreter = (
  executable: string,
  env: NodeJS.ProcessEnv,
): Promise<InspectedInterpreter | string> => {
  // The target of a shim depends on these variables.
  const key = JSON.stringify([executable, env['PATH'], env['HOME'], env['PYENV_VERSION']]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask(executable, env);
  answers.set(key, answer);
  return answer;
};

const ask = async (executable: string, env: NodeJS.ProcessEnv): Promise<InspectedInterpreter | string> => {
  const options = { env, extendEnv: false, reject: false, timeout: 20_000, stdin: 'ignore' } as const;
  // Imported here, because a build loads this library and may run no interpreter.
  const { execa } = await import('execa');
  // -I and -S keep installed packages out; -I exists only in Python 3.
  const result = await execa(executable, ['-I', '-S', '-c', program], options);
  if (result.timedOut) return 'did not answer within 20 s';
  if (result.failed) return `exit code ${result.exitCode ?? 'none'}: ${result.stderr.split('\n')[0] ?? ''}`;
  return parse(result.stdout) ?? 'is not a Python interpreter';
};

const parse = (text: string): InspectedInterpreter | undefined => {
  try {
    const answer: unknown = JSON.parse(text);
    return isInspected(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
};

const isInspected = (value: unknown): value is InspectedInterpreter => {
  if (typeof value !== 'object' || value === null) return false;
  const answer: Record<string, unknown> = { ...value };
  const texts = ['path', 'version', 'prefix', 'implementation', 'machine', 'libc'];
  return texts.every((key) => typeof answer[key] === 'string') && Array.isArray(answer['sitePackages']);
};
