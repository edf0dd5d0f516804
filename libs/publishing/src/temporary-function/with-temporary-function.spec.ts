import type { LayerArtifact } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { echoFiles, openWorkshop, writeZip, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatLease } from './lease.ts';
import { planTemporaryFunction } from './plan-temporary-function.ts';
import { thisProcess } from './running-process.ts';
import { withTemporaryFunction } from './with-temporary-function.ts';

let workshop: Workshop;
let artifact: LayerArtifact;
let zip: Uint8Array;
let lambda: InMemoryLambda;

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.layer('deps', 'python3.12/arm64', { 'python/a.py': '' });
  await writeZip(join(workshop.root, 'echo.zip'), echoFiles);
  zip = await readFile(join(workshop.root, 'echo.zip'));
});
beforeEach(() => {
  lambda = inMemoryLambda();
});
afterAll(() => workshop.close());

const role = 'arn:aws:iam::000000000000:role/verify';
const patience = { readyMs: 500, roleMs: 50, firstDelayMs: 1 };

const run = async <T>(
  use: (functionName: string) => Promise<T>,
  more: { readonly signal?: AbortSignal; readonly lambda?: Partial<InMemoryLambda> } = {},
): Promise<T> => {
  const plan = await planTemporaryFunction(artifact, lambda.temporary);
  const options = { plan, artifact, role, patience, memoryMb: 512, timeoutSeconds: 60, leaseSeconds: 600 };
  return withTemporaryFunction(
    {
      ...options,
      code: { zip, handler: 'echo.handle' },
      lambda: { ...lambda, ...more.lambda },
      signal: more.signal,
    },
    use,
  );
};

const nothingLeft = async (): Promise<void> => {
  for await (const { functionName } of lambda.temporary.listFunctions()) throw new Error(functionName);
  for await (const { layerName } of lambda.temporary.listLayers()) throw new Error(layerName);
};

const refused = () => new LayerkitError({ code: 'aws/refused', message: 'no' });

it('the function has the layer attached and its target, and both are removed afterwards', async () => {
  const answer = await run(async (functionName) => {
    expect(functionName).toMatch(
      new RegExp(`^layerkit-verify-${artifact.manifest.zip.sha256.slice(0, 12)}-[0-9a-f]{8}$`),
    );
    const state = await lambda.functions.get(functionName);
    expect(state).toMatchObject({ state: 'Active', architecture: 'arm64' });
    expect(state?.configuration).toMatchObject({ runtime: 'python3.12', memoryMb: 512, timeoutSeconds: 60 });
    expect(state?.configuration.layers).toEqual([expect.stringContaining(`:layer:${functionName}:1`)]);
    return (await lambda.invocation.invoke(functionName, { a: 1 })).payload;
  });
  expect(answer).toBe('{"a":1}');
  await nothingLeft();
});

it('function and layer are removed if the callback fails', async () => {
  await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await nothingLeft();
});

it('the layer is removed if creating the function fails', async () => {
  lambda.behaviour.roleRefusals = 1000;
  let used = false;
  const use = () => {
    used = true;
    return Promise.resolve();
  };
  await expect(run(use)).rejects.toThrowWithCode('aws/refused', { message: expect.stringContaining(role) });
  expect(used).toBe(false);
  await nothingLeft();
});

it('function and layer are removed even if the answer to a request never arrived', async () => {
  const layers = {
    ...lambda.layers,
    publish: async (request: Parameters<typeof lambda.layers.publish>[0]) => {
      await lambda.layers.publish(request);
      throw refused();
    },
  };
  await expect(run(() => Promise.resolve(), { lambda: { layers } })).rejects.toMatchObject({ message: 'no' });
  await nothingLeft();
});

it('an abort ends the run immediately, and an earlier abort creates nothing', async () => {
  const controller = new AbortController();
  const forever = run(
    () => {
      controller.abort(new Error('enough'));
      return new Promise(() => undefined);
    },
    { signal: controller.signal },
  );
  await expect(forever).rejects.toThrow('enough');
  await nothingLeft();
  const before = lambda.writes().length;
  await expect(run(() => Promise.resolve(), { signal: controller.signal })).rejects.toThrow('enough');
  expect(lambda.writes()).toHaveLength(before);
});

it('a failed removal is retried, and the error names the remaining resources', async () => {
  let refusals = 2;
  const temporary = {
    ...lambda.temporary,
    deleteFunction: (name: string) =>
      (refusals -= 1) < 0 ? lambda.temporary.deleteFunction(name) : Promise.reject(refused()),
  };
  await run(() => Promise.resolve(), { lambda: { temporary } });
  await nothingLeft();
  refusals = Infinity;
  await expect(
    run(() => Promise.reject(new Error('broken')), { lambda: { temporary } }),
  ).rejects.toThrowWithCode('aws/refused', {
    message: expect.stringMatching(/^cannot remove the temporary function and layer layerkit-verify-/),
    problems: ['no', 'before that: broken'],
    hint: expect.stringContaining('aws lambda delete-function'),
  });
}, 30_000);

describe('a function or layer version of another run', () => {
  const hour = 3_600_000;
  const make = async (name: string, description: string) => {
    await lambda.layers.publish({ layerName: name, description, runtimes: [], architectures: [], zip });
  };
  const leftOvers = async () => {
    const { leftOvers: found } = await planTemporaryFunction(artifact, lambda.temporary);
    return found.map((leftOver) =>
      leftOver.kind === 'function' ? leftOver.functionName : leftOver.layerName,
    );
  };
  const soon = new Date(Date.now() + hour);

  it('is a leftover only if its lease is over or its process has ended', async () => {
    const holder = await thisProcess();
    if (holder === undefined) throw new Error('this host cannot identify its processes');
    await make('layerkit-verify-late', formatLease({ until: new Date(Date.now() - 1) }));
    await make('layerkit-verify-gone', formatLease({ until: soon, holder: { ...holder, pid: 2 ** 22 + 1 } }));
    await make('layerkit-verify-reused', formatLease({ until: soon, holder: { ...holder, started: 1 } }));
    await make('layerkit-verify-alive', formatLease({ until: soon, holder }));
    await make('layerkit-verify-elsewhere', formatLease({ until: soon, holder: { ...holder, host: 'f00' } }));
    await make('layerkit-verify-nobody', formatLease({ until: soon }));
    const gone = ['layerkit-verify-late', 'layerkit-verify-gone', 'layerkit-verify-reused'];
    expect(await leftOvers()).toEqual(gone);
  });

  it('is not touched without a lease in its description or with another name', async () => {
    await make('layerkit-verify-mine', 'my own layer');
    await make('deps', formatLease({ until: new Date(0) }));
    expect(await leftOvers()).toEqual([]);
  });
});
