import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { LayerkitError } from '@layerkit/failure';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { readBlocks, writeBlocks } from './blocks.ts';
import type { PythonSource } from './python-source.ts';

/**
 * Compiles sources to .pyc files that are valid whatever the sources’ times are, so that Python never rewrites
 * them (PEP 552, unchecked-hash). Their bytes depend on the sources, their paths and the interpreter’s
 * version, but not on the order, the host, its locale or its time zone. Keeps only a few sources in memory.
 * @param env variables of the host; those that start with PYTHON are ignored
 * @returns the .pyc of each source, in order; undefined if a source does not compile, such as a template or
 *   code for Python 2. Before Python 3.11, sources with a constant set that contains None are left out too,
 *   because its order differs from run to run.
 * @throws LayerkitError environment/failed if the interpreter fails; passes on the errors of the sources
 */
export const compilePython = async function* (
  interpreter: Interpreter,
  sources: AsyncIterable<PythonSource>,
  env: NodeJS.ProcessEnv = process.env,
): AsyncGenerator<Buffer | undefined> {
  const child = spawn(interpreter.path, ['-S', '-s', '-B', script], { env: variables(env), cwd: '/' });
  const ended = endOf(child);
  const failures: unknown[] = [];
  const fed = pipeline(Readable.from(writeBlocks(recordingFailures(sources, failures))), child.stdin).catch(
    () => undefined,
  );
  try {
    for await (const pyc of readBlocks(child.stdout)) yield pyc.length === 0 ? undefined : pyc;
    await fed;
    const { problem } = await ended;
    if (failures.length > 0) throw failures[0];
    if (problem !== undefined) throw failed(interpreter, problem);
  } finally {
    child.kill('SIGKILL');
  }
};

const script = fileURLToPath(new URL('./_layerkit_compile.py', import.meta.url));

/**
 * The environment of the compiler, without variables for Python. Python’s isolated mode would also ignore the
 * hash seed, and before Python 3.11 the order of sets depends on it.
 */
const variables = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PYTHON'))),
  PYTHONHASHSEED: '0',
});

/** Yields the sources and records the error that they fail with, because the pipe does not report it. */
const recordingFailures = async function* (
  sources: AsyncIterable<PythonSource>,
  failures: unknown[],
): AsyncGenerator<PythonSource> {
  try {
    yield* sources;
  } catch (error) {
    failures.push(error);
    throw error;
  }
};

const endOf = async (child: ChildProcess): Promise<{ readonly problem?: string | undefined }> => {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (more: string) => (words = (words + more).slice(-4000)));
  const exited = once(child, 'close').then(([code, signal]: unknown[]) =>
    code === 0 ? {} : { problem: `ended with ${String(signal ?? code)}: ${words.trim()}` },
  );
  return exited.catch((error: unknown) => ({ problem: String(error) }));
};

const failed = ({ path, version }: Interpreter, problem: string): LayerkitError =>
  new LayerkitError({
    code: 'environment/failed',
    message: `Python ${version} (${path}) could not compile the layer’s modules`,
    problems: problem.split('\n').slice(-10),
    hint: 'Build again. If it fails again, set LAYERKIT_PYTHON to another interpreter, or set "bytecode": "none" in layer.json.',
  });
