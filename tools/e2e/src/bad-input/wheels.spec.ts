import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { type IndexServer, startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import type { ProcessRun } from '../processes/process-run.ts';
import { runExecutor } from '../executors/run-executor.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';
import { addLayer } from '../workspace/projects.ts';
import { closedOrigin } from './closed-port.ts';
import { expectClearError } from './clear-error.ts';

// A missing network, and a store that was changed.

let workspace: Workspace;
let index: IndexServer;
let noNetwork: string;

const zip = 'dist/apps/letters/python3.12-x86_64/layer.zip';

const build = (
  env: Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>> = {},
): Promise<ProcessRun> =>
  runExecutor(workspace, {
    executor: 'layer:build',
    project: 'letters',
    options,
    env: { LAYERKIT_STORE: workspace.path('store'), NO_PROXY: '127.0.0.1', ...env },
  });

/** Returns every wheel of the store. */
const storedFiles = async (): Promise<readonly string[]> => {
  const root = workspace.path('store/wheels');
  const digests = await readdir(root);
  const files = digests.map(async (digest) =>
    (await readdir(join(root, digest)))
      .filter((file) => file.endsWith('.whl'))
      .map((file) => join(root, digest, file)),
  );
  return (await Promise.all(files)).flat();
};

beforeAll(async () => {
  workspace = await bareWorkspace();
  const alpha = tinyWheel({ project: 'alpha', version: '1.0', requires: ['beta'] });
  const beta = tinyWheel({ project: 'beta', version: '2.0' });
  index = await startIndexServer({ files: await Promise.all([alpha, beta]) });
  noNetwork = `${await closedOrigin()}/simple/`;
  await addLayer(workspace, 'letters', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'alpha\n' },
  });
  const env = { UV_DEFAULT_INDEX: index.url, NO_PROXY: '127.0.0.1' };
  const locked = await runExecutor(workspace, { executor: 'layer:lock', project: 'letters', env });
  expect(locked.output).toContain('+ beta 2.0');
}, 60_000);

afterAll(async () => {
  await index.close();
  await workspace.remove();
});

// The tests depend on one another: the first fills the store.
describe('nx build', () => {
  it('fetches wheels that are not in the store', async () => {
    const { exitCode, output } = await build({ UV_DEFAULT_INDEX: index.url });
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('fetched 2 wheels'),
    });
    expect(await storedFiles()).toHaveLength(2);
  }, 60_000);

  it('needs no network once the store has every wheel', async () => {
    const { exitCode, output } = await build({ UV_DEFAULT_INDEX: noNetwork });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.not.stringContaining('fetched') });
  }, 60_000);

  it('names every missing wheel and the index that does not answer', async () => {
    const empty = { LAYERKIT_STORE: workspace.path('empty'), UV_DEFAULT_INDEX: noNetwork };
    const { exitCode, output } = await build(empty);
    expect(exitCode).toBe(1);
    expectClearError(output, {
      code: 'index/unreachable',
      says: ['2 of 2 wheels', `- alpha 1.0: ${noNetwork} can’t be reached`, '- beta 2.0: ', 'ECONNREFUSED'],
      hint: 'Check the network and the proxy',
    });
  }, 60_000);

  it('names every missing wheel and the store when offline', async () => {
    const empty = workspace.path('empty');
    const { exitCode, output } = await build({ LAYERKIT_STORE: empty }, { offline: true });
    expect(exitCode).toBe(1);
    expectClearError(output, {
      code: 'store/wheels-missing',
      says: ['2 of 2 wheels', `- alpha 1.0: not in ${empty}`, '- beta 2.0: not in'],
      hint: 'Build once with a network',
    });
  }, 60_000);

  it('fetches a damaged wheel of the store again, and builds the same bytes', async () => {
    const before = await sha256OfFile(workspace.path(zip));
    const [file = ''] = await storedFiles();
    const intact = await sha256OfFile(file);
    await writeFile(file, 'not what it was');
    const { exitCode, output } = await build({ UV_DEFAULT_INDEX: index.url });
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining('fetched 1 wheel,'),
    });
    expect(await sha256OfFile(file)).toBe(intact);
    expect(await sha256OfFile(workspace.path(zip))).toBe(before);
  }, 60_000);

  it('names a damaged wheel that it can’t fetch again, and keeps what was built before', async () => {
    const before = await sha256OfFile(workspace.path(zip));
    const [file = ''] = await storedFiles();
    await writeFile(file, 'not what it was');
    const { exitCode, output } = await build({ UV_DEFAULT_INDEX: noNetwork });
    expect(exitCode).toBe(1);
    expectClearError(output, {
      code: 'index/unreachable',
      says: ['1 of 2 wheels', 'damaged', noNetwork],
      hint: 'Check the network and the proxy',
    });
    expect(await sha256OfFile(workspace.path(zip))).toBe(before);
  }, 60_000);
});
