import { logger, readJson, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import lambdaFunction from './function.ts';

const { info } = logger;
let tree: Tree;
afterAll(() => void (logger.info = info));
beforeEach(() => {
  logger.info = () => undefined;
  tree = emptyWorkspace();
  tree.write('services/orders/create.py', 'def handle(event, context): ...\n');
  const layer = { layerName: 'deps', runtimes: ['python3.12'], sources: 'src' };
  tree.write('apps/deps/project.json', JSON.stringify({ name: 'deps' }));
  tree.write('apps/deps/layer.json', JSON.stringify(layer));
  tree.write('apps/deps/src/my_tools/__init__.py', '');
});

const sources = '../../services/orders';

it('code elsewhere in the workspace is used where it is, and is an input of the build', async () => {
  await lambdaFunction(tree, { name: 'orders', handler: 'create.handle', sources, explicit: true });
  expect(readJson(tree, 'apps/orders/function.json')).toMatchObject({ sources, handler: 'create.handle' });
  expect(tree.children('services/orders')).toEqual(['create.py']);
  expect(readJson(tree, 'apps/orders/project.json')).toMatchObject({
    targets: {
      build: { inputs: expect.arrayContaining(['{workspaceRoot}/services/orders/**/*', '^layerkit']) },
    },
  });
});

it('a new module has another name than one of its layers', async () => {
  await lambdaFunction(tree, { name: 'my-tools', layers: 'deps' });
  expect(tree.exists('apps/my-tools/src/my_tools_function/handler.py')).toBe(true);
});

it.each<[string, object, RegExp]>([
  [
    'sources outside the workspace',
    { sources: '../../../src' },
    /^definition\/invalid: the folder of sources “\.\.\/\.\.\/\.\.\/src” is outside the workspace/,
  ],
  [
    'sources outside the project without the handler',
    { sources, handler: 'delete.handle' },
    /^function\/invalid: the handler “delete\.handle” is not in services\/orders, [^]*- create\.py\n/,
  ],
  [
    'a handler that hides a module of its layer',
    { layers: 'deps', handler: 'my_tools.handle' },
    /^function\/invalid: a new module for the handler “my_tools\.handle” would hide the module my_tools of a layer/,
  ],
])('before anything is written, an error reports %s', async (_what, options, message) => {
  const before = filesOf(tree);
  await expect(lambdaFunction(tree, { name: 'orders', ...options })).rejects.toThrow(message);
  expect(filesOf(tree)).toEqual(before);
});
