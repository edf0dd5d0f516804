import { join } from 'node:path';
import { functionDefinitionSchema, layerDefinitionSchema } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { execa } from 'execa';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { buildFunction } from '../build-function.ts';
import { buildLayer } from '../build-layer.ts';
import { missingHandler } from './missing-handler.ts';

const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const files = {
  'app.py': 'def handle(event, context): ...',
  'deep/app.py': 'def handle(event, context): ...',
  'package/__init__.py': 'def handle(event, context): ...',
  'native.cpython-312-x86_64-linux-gnu.so': makeElf({ needed: ['libc.so.6'] }),
};
const brought = { 'wrapper/handler.py': '', 'wrapper/__init__.py': '', 'single.py': '' };

const inSrc = (tree: Readonly<Record<string, string | Buffer>>) =>
  Object.fromEntries(Object.entries(tree).map(([name, text]) => [`src/${name}`, text]));

const functionWith = async (fields: object): Promise<Parameters<typeof missingHandler>[0]> => {
  const projectRoot = await writeTree(join(await scratch(), 'function'), inSrc(files));
  const definition = functionDefinitionSchema.parse({
    functionName: 'f',
    runtime: target.runtime,
    layers: ['wrapper'],
    ...fields,
  });
  const { artifact } = await buildFunction({
    projectRoot,
    definition,
    outputRoot: join(projectRoot, 'dist'),
  });
  return { definition, artifact, layers: [] };
};

const layerOf = async (sources: Readonly<Record<string, string>>) => {
  const projectRoot = await writeTree(join(await scratch(), 'layer'), inSrc(sources));
  const definition = layerDefinitionSchema.parse({
    layerName: 'wrapper',
    runtimes: [target.runtime],
    sources: 'src',
  });
  const outputRoot = join(projectRoot, 'dist');
  return (await buildLayer({ projectRoot, definition, target, outputRoot })).artifact;
};

it.each(['app.handle', 'deep.app.handle', 'deep/app.handle', 'package.handle', 'native.handle'])(
  'the function’s zip has %s',
  async (handler) => {
    expect(missingHandler(await functionWith({ handler }))).toBeUndefined();
  },
);

it('a layer may have the handler, and otherwise a similar name is suggested', async () => {
  const layers = [await layerOf(brought)];
  const ofHandler = async (handler: string) =>
    missingHandler({ ...(await functionWith({ handler })), layers });
  expect(await ofHandler('wrapper.handler.handler')).toBeUndefined();
  expect(await ofHandler('single.handle')).toBeUndefined();
  expect(await ofHandler('deep.ap.handle')).toBe(
    'its handler “deep.ap.handle” needs deep/ap.py, which is not in src; did you mean deep.app.handle?',
  );
  expect(await ofHandler('wrapper/handler.handler')).toBeUndefined();
  expect(await ofHandler('deep/ap.handle')).toMatch(/did you mean deep\.app\.handle\?$/);
  expect(await ofHandler('wrapper.main.handler')).toBe(
    'its handler “wrapper.main.handler” needs wrapper/main.py, which is not in src',
  );
});

it('a handler that may be in another folder is not reported', async () => {
  const handler = 'nowhere.handle';
  const layers = [await layerOf({ ...brought, 'more.pth': '/opt/more\n' })];
  expect(missingHandler({ ...(await functionWith({ handler })), layers })).toBeUndefined();
  const environment = { PYTHONPATH: '/opt/more' };
  expect(missingHandler(await functionWith({ handler, environment }))).toBeUndefined();
});

it('missingHandler finds the modules that CPython finds', async () => {
  const layer = await layerOf(brought);
  const modules = [
    'app',
    'deep.app',
    'package',
    'wrapper',
    'wrapper.handler',
    'single',
    'gone',
    'package.gone',
  ];
  const ours: string[] = [];
  for (const module of modules) {
    const request = await functionWith({ handler: `${module}.handle` });
    if (missingHandler({ ...request, layers: [layer] }) === undefined) ours.push(module);
  }
  const folder = await scratch();
  await writeTree(folder, { ...files, ...brought });
  const script =
    'import importlib.util, sys\nfor name in sys.argv[1:]:\n  if importlib.util.find_spec(name): print(name)';
  const { stdout } = await execa('python3', ['-c', script, ...modules], { cwd: folder });
  expect(ours).toEqual(stdout.split('\n'));
});
