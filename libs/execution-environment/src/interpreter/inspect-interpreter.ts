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

/** Runs on any Python from 2.7 on; isolated (-I is Python 3 only) and without site, so that nothing installed speaks. */
const question = `
import json, os, site, sys
prefix = getattr(sys, 'base_prefix', sys.prefix)
print(json.dumps({
    'path': os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable),
    'version': '.'.join(map(str, sys.version_info[:3])),
    'prefix': os.path.realpath(prefix),
    'implementation': sys.implementation.name,
    'machine': os.uname()[4] if sys.maxsize > 2 ** 32 else '32 bit',
    'libc': os.confstr('CS_GNU_LIBC_VERSION') or '' if 'CS_GNU_LIBC_VERSION' in os.confstr_names else '',
    'freeThreaded': 't' in getattr(sys, 'abiflags', ''),
    'sitePackages': [os.path.realpath(path) for path in site.getsitepackages([prefix])],
}))
`;

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
