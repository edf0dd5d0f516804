import { logger, readJson, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import lambdaFunction from './function.ts';

const { info } = logger;
let tree: Tree;
afterAll(() => void (logger.info = info));
beforeEach(async () => {
  logger.info = () => undefined;
  tree = emptyWorkspace();
  const layer = { layerName: 'deps', runtimes: ['python3.12'], requirements: 'requirements.in' };
  tree.write('apps/deps/project.json', JSON.stringify({ name: 'deps' }));
  tree.write('apps/deps/layer.json', JSON.stringify(layer));
  tree.write('apps/deps/lock/python3.12-x86_64.txt', 'Refunds==1.0 \\\n    --hash=sha256:00\n');
  await lambdaFunction(tree, { name: 'orders', layers: 'deps', functionName: 'shop-orders' });
});

const path = 'apps/orders/function.json';
const add = (name: string, more: object = {}) => lambdaFunction(tree, { name, project: 'orders', ...more });

it('a project with one function gets a table, in which that function keeps its values', async () => {
  const { $schema, runtime, architecture, layers, functionName, ...own } = readJson(tree, path);
  await add('invoices');
  expect(readJson(tree, path)).toEqual({
    $schema,
    runtime,
    architecture,
    layers,
    functions: {
      [functionName]: own,
      invoices: {
        handler: 'invoices.handler.handle',
        smoke: [{ name: 'answers', event: {}, expect: { message: 'Hello from invoices' } }],
      },
    },
  });
  expect(tree.read('apps/orders/src/invoices/handler.py', 'utf8')).toContain('def handle(');
});

it('further functions are added to the table, with what their options state', async () => {
  await add('invoices');
  tree.write('apps/orders/src/app.py', 'def main(event, context): ...\n');
  await add('audit', { handler: 'app.main', functionName: 'shop-audit', layers: '' });
  expect(readJson(tree, path)).toMatchObject({
    functions: {
      'shop-orders': {},
      invoices: {},
      audit: { functionName: 'shop-audit', handler: 'app.main', smoke: [{ name: 'answers', event: {} }] },
    },
  });
  const before = filesOf(tree);
  await add('audit', { handler: 'app.main' });
  await add('invoices');
  expect(filesOf(tree)).toEqual(before);
});

it('a new module hides no package of a layer', async () => {
  await add('refunds');
  expect(readJson(tree, path)).toMatchObject({
    functions: { refunds: { handler: 'refunds_function.handler.handle' } },
  });
});

it.each<[string, readonly [string, object], RegExp]>([
  ['an unknown project', ['x', { project: 'shop' }], /^workspace\/unknown-project: /],
  ['another handler', ['invoices', { handler: 'a.b' }], /^workspace\/conflict: [^]*- handler\n/],
  [
    'a taken name on AWS',
    ['y', { functionName: 'shop-orders' }],
    /^definition\/invalid: [^]*has the functionName of/,
  ],
  [
    'a module of a layer',
    ['z', { handler: 'refunds.handle' }],
    /^function\/invalid: [^]*hide the module refunds/,
  ],
  ['an invalid name', ['a b', {}], /^definition\/invalid: /],
])('before anything is written, an error reports %s', async (_what, [name, options], message) => {
  await add('invoices');
  const before = filesOf(tree);
  await expect(add(name, options)).rejects.toThrow(message);
  expect(filesOf(tree)).toEqual(before);
});

it('the options of one function say nothing about a project with several', async () => {
  await add('invoices');
  const before = filesOf(tree);
  await expect(lambdaFunction(tree, { name: 'orders', handler: 'a.b' })).rejects.toThrow(
    /^workspace\/conflict: [^]*--project=orders/,
  );
  await lambdaFunction(tree, { name: 'orders' });
  expect(filesOf(tree)).toEqual(before);
});

it('the requirements of the first function become those of the project, and a further function has none of its own', async () => {
  await lambdaFunction(tree, { name: 'web', requirements: 'httpx' });
  await lambdaFunction(tree, { name: 'admin', project: 'web' });
  expect(readJson(tree, 'apps/web/function.json')).toMatchObject({
    requirements: 'requirements.in',
    functions: { web: expect.not.objectContaining({ requirements: 'requirements.in' }), admin: {} },
  });
  await expect(lambdaFunction(tree, { name: 'more', project: 'web', requirements: 'six' })).rejects.toThrow(
    'workspace/conflict',
  );
});
