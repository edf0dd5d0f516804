import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { invoke, makeFolder, openFunction, testRuntimes } from '../support/test-function.ts';

// The packages that every Python runtime of Lambda has (Lambda guide, "Building Lambda functions with Python").

const places = `
def handler(event, context):
    import importlib, os
    found = [importlib.import_module(name) for name in event]
    return {module.__name__: module.__file__ for module in found}
`;

it('functions of every runtime import the packages that it ships, without a layer', async () => {
  for (const runtime of await testRuntimes()) {
    // awslambdaric has no wheels for python3.9, and AWS has not stated the packages of python3.15
    const shipped = runtime === 'python3.9' ? undefined : offeredPackages(runtime);
    if (shipped === undefined) continue;
    const target = { runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' } as const;
    const environment = await openFunction(places, { target });
    const modules = shipped.map(({ module }) => module);
    expect(modules).toContain('boto3');
    const { response } = await invoke(environment, modules);
    const folder = environment.isolation === 'relocated' ? /\/runtime\// : /^\/var\/runtime\//;
    expect(response).toEqual(
      Object.fromEntries(modules.map((module) => [module, expect.stringMatching(folder) as unknown])),
    );
    await environment.close();
  }
});

it('the runtime’s boto3 makes clients', async () => {
  const environment = await openFunction(
    'import boto3\ndef handler(event, context): return boto3.client("s3").meta.service_model.service_name',
  );
  expect((await invoke(environment)).response).toBe('s3');
});

it('layers and the function’s own code come before the runtime’s packages', async () => {
  const layers = [await makeFolder({ 'python/boto3.py': '', 'python/six.py': '' })];
  const codeDirectory = await makeFolder({ 'index.py': places, 'six.py': '' });
  const environment = await openFunction('', { layers, codeDirectory });
  const { response } = await invoke(environment, ['boto3', 'six', 'urllib3']);
  expect(Object.values({ ...(response as object) })).toEqual([
    expect.stringMatching(/\/opt\/python\/boto3\.py$/),
    expect.stringMatching(/\/task\/six\.py$/),
    expect.stringMatching(/\/runtime\/urllib3\//),
  ]);
});
