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
 * Compiles sources to .pyc files that are valid whatever the sources’ times are and that no one writes anew
 * (PEP 552, unchecked-hash). Their bytes depend on the sources, their paths and the interpreter’s version:
 * not on the order, the host, its locale or its time zone. Holds a few sources at a time.
 * @param env variables of the host; what is for Python among them is left out
 * @returns for each source, in order, its .pyc; undefined where it does not compile, as templates and code
 *   for Python 2 do not. Before 3.11 neither does what has a set with None in it: its order differs at each
 *   run.
 * @throws LayerkitError environment/failed when the interpreter can’t do it, and what the sources throw
 */
export const compilePython = async function* (
  interpreter: Interpreter,
  sources: AsyncIterable<PythonSource>,
  env: NodeJS.ProcessEnv = process.env,
): AsyncGenerator<Buffer | undefined> {
  const child = spawn(interpreter.path, ['-S', '-s', '-B', script], { env: variables(env), cwd: '/' });
  const ended = endOf(child);
  const failures: unknown[] = [];
  const fed = pipeline(Readable.from(writeBlocks(noting(sources, failures))), child.stdin).catch(
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
 * Python’s isolated mode would do it, but would not take the seed: before 3.11 the order of sets depends on
 * it.
 */
const variables = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PYTHON'))),
  PYTHONHASHSEED: '0',
});

/** The pipe only knows that its source failed: what it failed with is kept here. */
const noting = async function* (
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
    hint: 'Build again; LAYERKIT_PYTHON names another interpreter, and “bytecode”: “none” in layer.json needs none.',
  });
