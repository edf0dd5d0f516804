import { readFileSync } from 'node:fs';

/** What a Python executable says of itself. */
export interface InspectedInterpreter {
  readonly path: string;
  readonly version: string;
  readonly prefix: string;
  readonly implementation: string;
  readonly machine: string;
  /** `glibc 2.36`; empty where the C library is another. */
  readonly libc: string;
  readonly freeThreaded: boolean;
  readonly sitePackages: readonly string[];
}

/** Isolated (-I is Python 3 only) and without site, so that nothing installed speaks. */
const question = readFileSync(new URL('./inspect_interpreter.py', import.meta.url), 'utf8');

const answers = new Map<string, Promise<InspectedInterpreter | string>>();

/** Asks an executable what it is, once; text is the reason why it gave no answer. */
export const inspectInterpreter = (
  executable: string,
  env: NodeJS.ProcessEnv,
): Promise<InspectedInterpreter | string> => {
  // what a shim leads to depends on these
  const key = JSON.stringify([executable, env['PATH'], env['HOME'], env['PYENV_VERSION']]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask(executable, env);
  answers.set(key, answer);
  return answer;
};

const ask = async (executable: string, env: NodeJS.ProcessEnv): Promise<InspectedInterpreter | string> => {
  const options = { env, extendEnv: false, reject: false, timeout: 20_000, stdin: 'ignore' } as const;
  // Loaded here: whoever only builds shares this package and asks no interpreter.
  const { execa } = await import('execa');
  const result = await execa(executable, ['-I', '-S', '-c', question], options);
  if (result.timedOut) return 'gave no answer in 20 s';
  if (result.failed) return `exit code ${result.exitCode ?? 'none'}: ${result.stderr.split('\n')[0] ?? ''}`;
  return parse(result.stdout) ?? 'is no Python';
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
