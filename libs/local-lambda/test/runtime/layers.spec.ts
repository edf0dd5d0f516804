import { invoke, makeFolder, openFunction } from '../support/test-function.ts';

// Imports succeed and fail as on AWS.

const origin =
  'def handler(event, context):\n    import importlib\n    return importlib.import_module(event).WHERE\n';

const layers = async () => [
  await makeFolder({
    'python/split/first.py': 'WHERE = "first layer"',
    'python/same.py': 'WHERE = "first layer"',
    'python/index.py': 'WHERE = "first layer"',
    wrapper:
      '#!/bin/bash\nargs=("$@")\nextra=("-X" "utf8")\nexport WRAPPED=yes\nexec "${args[@]:0:$#-1}" "${extra[@]}" "${args[@]: -1}"\n',
    'not-executable': 'exec "$@"',
  }),
  await makeFolder({
    'python/split/second.py': 'WHERE = "second layer"',
    'python/same.py': 'WHERE = "second layer"',
  }),
];

it('a package can be split over two layers, and a later layer overrides an earlier one', async () => {
  const environment = await openFunction(origin, { layers: await layers() });
  expect((await invoke(environment, 'split.first')).response).toBe('first layer');
  expect((await invoke(environment, 'split.second')).response).toBe('second layer');
  expect((await invoke(environment, 'same')).response).toBe('second layer');
});

it('the function’s module overrides the module of a layer', async () => {
  const environment = await openFunction(`WHERE = "function"\n${origin}`, { layers: await layers() });
  expect((await invoke(environment, 'index')).response).toBe('function');
});

it.each(['pip', 'setuptools', '_distutils_hack'])(
  '%s, which only the host has, can’t be imported',
  async (module) => {
    const environment = await openFunction(`import ${module}\ndef handler(event, context): pass`);
    expect((await invoke(environment)).response).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: `Unable to import module 'index': No module named '${module}'`,
    });
  },
);

describe('AWS_LAMBDA_EXEC_WRAPPER', () => {
  const text =
    'import os, sys\ndef handler(event, context): return [os.environ.get("WRAPPED"), sys.flags.utf8_mode]';
  const open = async (wrapper: string) =>
    openFunction(text, { layers: await layers(), environment: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } });

  it('starts the runtime through a program in a layer', async () => {
    expect((await invoke(await open('/opt/wrapper'))).response).toEqual(['yes', 1]);
  });

  it.each([
    ['/opt/missing', 127, 'does not exist'],
    ['/opt/not-executable', 126, 'is not an executable'],
  ])('set to %s ends the runtime with status %d', async (wrapper, status, complaint) => {
    const { response, log } = await invoke(await open(wrapper));
    expect(response).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(
        new RegExp(`Error: Runtime exited with error: exit status ${status}$`),
      ) as unknown,
    });
    expect(log).toContain(`: ${complaint}\n`);
  });
});

it('a sitecustomize on the function’s PYTHONPATH runs, as instrumentation layers require', async () => {
  const hook = await makeFolder({
    'hook/sitecustomize.py': 'import builtins; builtins.hooked = True',
    'python/same.py': '',
  });
  const environment = await openFunction(
    'import sys\ndef handler(event, context): return [hooked, "/opt/python" in sys.path]',
    {
      layers: [hook],
      environment: { PYTHONPATH: '/opt/hook' },
    },
  );
  expect((await invoke(environment)).response).toEqual([true, false]);
});
