import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { temporaryDirectory } from '@layerkit/testing-files';
import { findInterpreter } from '../interpreter/find-interpreter.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { compilePython } from './compile-python.ts';
import type { PythonSource } from './python-source.ts';

const here: [Runtime, Interpreter][] = [];
for (const runtime of runtimes) {
  const found = await findInterpreter(runtime).catch(() => undefined);
  if (found !== undefined) here.push([runtime, found]);
}
if (here.length === 0) throw new Error('these tests need a CPython of a Lambda runtime’s version');

const sourceOf = (path: string, text: string): PythonSource => ({
  path: `/opt/python/${path}`,
  content: Buffer.from(text),
});

const each = async function* (sources: readonly PythonSource[]): AsyncGenerator<PythonSource> {
  for (const source of sources) yield await Promise.resolve(source);
};

const compile = async (
  interpreter: Interpreter,
  sources: readonly PythonSource[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<(Buffer | undefined)[]> => {
  const all: (Buffer | undefined)[] = [];
  for await (const pyc of compilePython(interpreter, each(sources), env)) all.push(pyc);
  return all;
};

/** Sources whose bytecode is known to vary: sets, strings that other modules also intern, shared constants. */
const awkward = [
  sourceOf('sets.py', 'def f(x): return x in {"a", "bb", "ccc", 1, 2.5}, x in {b"z", "y"}'),
  sourceOf('chars.py', 'A = ".", ",", " ", "é"\ndef f(): return ".", 257, (1, 2), (1, 2), "not a name"'),
  sourceOf(
    'names.py',
    `class C:\n  ${Array.from({ length: 40 }, (_, n) => `a${n} = "v.${n}"`).join('\n  ')}`,
  ),
  sourceOf('docs.py', '"""Text."""\nimport os.path as p, sys\nlambda *a, **k: (yield (a, k, p, sys))'),
];

const directory = temporaryDirectory();
const oracle = fileURLToPath(new URL('../../test/py_compile_oracle.py', import.meta.url));

describe.each(here)('%s', (runtime, interpreter) => {
  it('a .pyc equals that of CPython’s py_compile, including the flags and the hash of the source', async () => {
    const source = sourceOf('plain.py', 'import json\nVALUE = json.dumps([1, 2])\n');
    const [pyc] = await compile(interpreter, [source]);
    const path = join(directory, `plain-${runtime}.py`);
    writeFileSync(path, source.content);
    const expected = execFileSync(interpreter.path, ['-I', oracle, path]);
    expect(pyc?.subarray(0, 16)).toEqual(expected.subarray(0, 16));
    const same = 'import marshal, sys; a, b = [marshal.loads(bytes.fromhex(x)[16:]) for x in sys.argv[1:]]';
    const say = `${same}; print(a == b, b.co_filename)`;
    const args = ['-I', '-c', say, expected.toString('hex'), pyc?.toString('hex') ?? ''];
    expect(execFileSync(interpreter.path, args, { encoding: 'utf8' })).toBe('True /opt/python/plain.py\n');
  });

  it('the bytes do not depend on order, seed, locale, time zone or umask', async () => {
    const expected = await compile(interpreter, awkward);
    expect(expected.every((pyc) => pyc !== undefined)).toBe(true);
    const umask = process.umask(0o077);
    const env = { ...process.env, PYTHONHASHSEED: '77', PYTHONOPTIMIZE: '2', TZ: 'Asia/Tokyo', LC_ALL: 'C' };
    const reversed = await compile(interpreter, [...awkward].reverse(), env);
    process.umask(umask);
    expect(reversed.reverse()).toEqual(expected);
    for (const [index, source] of awkward.entries())
      expect(await compile(interpreter, [source])).toEqual([expected[index]]);
  });

  it('the bytes of the standard library do not depend on order or seed', async () => {
    const say = 'import os; print(os.path.dirname(os.__file__))';
    const library = execFileSync(interpreter.path, ['-I', '-c', say], { encoding: 'utf8' }).trim();
    const sources = readdirSync(library)
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name) => ({ path: `/opt/python/${name}`, content: readFileSync(join(library, name)) }));
    expect(sources.length).toBeGreaterThan(100);
    const expected = await compile(interpreter, sources);
    const env = { ...process.env, PYTHONHASHSEED: '5' };
    const reversed = (await compile(interpreter, [...sources].reverse(), env)).reverse();
    const differing = sources.filter((_, at) => !isDeepStrictEqual(expected[at], reversed[at]));
    expect(differing.map(({ path }) => path)).toEqual([]);
  }, 60_000);

  it('sources that don’t compile are skipped, and the caller’s Python variables have no effect', async () => {
    const trap = join(directory, `trap-${runtime}`);
    mkdirSync(trap, { recursive: true });
    for (const name of ['struct', 'marshal', 'sitecustomize', 'warnings'])
      writeFileSync(join(trap, `${name}.py`), 'raise SystemExit("trapped")\n');
    const sources = [
      sourceOf('template.py', 'class {{ name }}: pass'),
      sourceOf('two.py', 'print "Python 2"'),
      sourceOf('null.py', 'x = 1\0'),
      sourceOf('latin.py', '# \xff'),
      sourceOf('deep.py', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`),
      sourceOf('warns.py', 'x = 1 is 1\ny = "\\d"'),
      sourceOf('empty.py', ''),
    ];
    const [template, two, nul, , deep, warns, empty] = await compile(interpreter, sources, {
      ...process.env,
      PYTHONPATH: trap,
      PYTHONHOME: trap,
      PYTHONWARNINGS: 'error',
    });
    expect([template, two, nul, deep]).toEqual([undefined, undefined, undefined, undefined]);
    expect(warns?.length).toBeGreaterThan(16);
    expect(empty?.length).toBeGreaterThan(16);
  });
});

const [[runtime, interpreter] = []] = here;
if (interpreter === undefined || runtime === undefined) throw new Error('no interpreter');

it('a set whose order differs between processes is compiled only from Python 3.11 on, where marshal sorts it', async () => {
  for (const [named, one] of here) {
    const [pyc] = await compile(one, [sourceOf('none.py', 'def f(x): return x in {None, "a", "b"}')]);
    expect([named, pyc !== undefined]).toEqual([named, runtimeFacts(named).pythonMinor >= 11]);
  }
});

it('errors of the sources are passed on, and a failed interpreter is an error', async () => {
  const failing = async function* (): AsyncGenerator<PythonSource> {
    yield await Promise.resolve(sourceOf('a.py', 'x = 1'));
    throw new RangeError('damaged');
  };
  const run = async (): Promise<void> => {
    for await (const pyc of compilePython(interpreter, failing())) expect(pyc).toBeDefined();
  };
  await expect(run()).rejects.toThrow('damaged');
  const absent = { ...interpreter, path: join(directory, 'no-python') };
  await expect(compile(absent, awkward)).rejects.toThrowWithCode('environment/failed');
  const other = { ...interpreter, path: '/bin/false' };
  await expect(compile(other, awkward)).rejects.toThrowWithCode('environment/failed');
});

it('a source of a megabyte among hundreds of small ones causes no deadlock', async () => {
  const large = sourceOf(
    'large.py',
    'x = [\n' + '  "some text of a generated module",\n'.repeat(30_000) + ']\n',
  );
  const many = Array.from({ length: 300 }, (_, n) => sourceOf(`m${n}.py`, `x = ${n}\n`.repeat(50)));
  const pycs = await compile(interpreter, [...many, large, ...many]);
  expect(pycs).toHaveLength(601);
  expect(pycs.slice(0, 300)).toEqual(pycs.slice(301));
}, 60_000);
