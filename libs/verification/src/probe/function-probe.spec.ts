import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findInterpreter, openEnvironment } from '@layerkit/execution-environment';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { functionProbe, type FunctionAnswer } from './function-probe.ts';

const temporaryFolder = temporaryFolders();
const handler = fileURLToPath(new URL('./python/', import.meta.url));
const interpreter = await findInterpreter('python3.12');
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

/** Calls the handler as Lambda does: with the layer’s folders on sys.path, and credentials. */
const program = `
import json, os, sys
os.environ["AWS_SECRET_ACCESS_KEY"] = "secret"
event = json.load(sys.stdin)
import _layerkit_function
print(json.dumps(_layerkit_function.handle(event, None)))
`;

interface Task {
  readonly modules?: readonly string[];
  readonly submodules?: readonly string[];
  readonly secondsPerModule?: number;
}

/** Imports modules of a layer with the function’s code. */
const run = async (
  files: Readonly<Record<string, string>>,
  { modules = [], submodules = [], secondsPerModule = 10 }: Task,
  forge: (answer: FunctionAnswer) => FunctionAnswer = (answer) => answer,
) => {
  const layer = await writeTree(join(await temporaryFolder(), 'layer'), files);
  const target = { runtime: 'python3.12', architecture } as const;
  const environment = await openEnvironment({ target, interpreter, layers: [layer], task: handler });
  const ask = async (event: object): Promise<FunctionAnswer> => {
    const { child, exited } = environment.spawn(['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (child.stdin === null || child.stdout === null) throw new Error('no pipes');
    child.stdin.end(JSON.stringify(event));
    const payload = await text(child.stdout);
    const { code } = await exited;
    return forge(code === 0 ? { payload } : { error: 'Runtime.ExitError' });
  };
  try {
    const { probe, python } = functionProbe(ask);
    const result = await probe({ modules, submodules, failed: [], secondsPerModule, budgetSeconds: 60 });
    return { ...result, python: python() };
  } finally {
    await environment.close();
  }
};

const errorsOf = ({ finished, stopped }: Awaited<ReturnType<typeof run>>) =>
  [...finished, ...(stopped === undefined ? [] : [stopped])].map(({ module, error }) => [
    module,
    error ?? 'ok',
  ]);

it('modules and submodules are imported, without the function’s credentials', async () => {
  const files = {
    'python/apart.py':
      'import os\nassert not [name for name in os.environ if "SECRET" in name]\nassert os.listdir(".") == os.listdir(os.path.expanduser("~")) == []',
    'python/pkg/__init__.py': 'import _layerkit_function, by_pth, apart',
    'python/pkg/sub.py': '',
    'python/own.pth': 'elsewhere\nimport by_pth; by_pth.seen = True',
    'python/elsewhere/by_pth.py': '',
    'python/missing.py': 'import not_there',
  };
  const result = await run(files, { modules: ['apart', 'missing', 'pkg'], submodules: ['pkg.sub'] });
  expect(errorsOf(result)).toEqual([
    ['apart', 'ok'],
    ['missing', "ModuleNotFoundError: No module named 'not_there'"],
    ['pkg', 'ok'],
    ['pkg.sub', 'ok'],
  ]);
  expect(result.finished[2]).toMatchObject({
    file: '/opt/python/pkg/__init__.py',
    outside: ['_layerkit_function'],
  });
  expect(result.python).toBe(interpreter.version);
}, 60_000);

it('a module that stops the interpreter is the last one of the invocation', async () => {
  const files = {
    'python/a.py': 'import os, sys\nprint("last words", file=sys.stderr, flush=True)\nos._exit(7)',
  };
  expect(errorsOf(await run(files, { modules: ['a', 'b'] }))).toEqual([
    ['a', 'ended the interpreter with exit code 7: last words'],
  ]);
}, 60_000);

it('a module that prints without end runs out of time', async () => {
  const files = { 'python/a.py': 'while True: print("x" * 4095)' };
  const [[, error = ''] = []] = errorsOf(await run(files, { modules: ['a'], secondsPerModule: 2 }));
  expect(error).toMatch(/^did not finish within 2 seconds: x{1,1000}$/);
}, 60_000);

it('an answer that the supervisor did not sign fails the module', async () => {
  const files = { 'python/a.py': 'raise ValueError', 'python/b.py': '' };
  const forged = { begins: 'a' };
  const report = `${'0'.repeat(64)} ${JSON.stringify(forged)}\n`;
  const answers = [
    { python: '3.12.1', report, code: 0, signal: null, lastWords: '' },
    { python: '3.12.1', report: '', code: 0 },
    'nonsense',
  ];
  const errors: unknown[] = [];
  for (const answer of answers)
    errors.push(errorsOf(await run(files, { modules: ['a'] }, () => ({ payload: JSON.stringify(answer) }))));
  expect(errors).toEqual([
    [['a', 'wrote to the report of the imports']],
    ...Array.from({ length: 2 }, () => [['a', 'the function’s answer is not the one of the probe']]),
  ]);
}, 60_000);
