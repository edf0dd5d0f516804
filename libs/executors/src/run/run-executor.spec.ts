import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from '@layerkit/artifact/results';
import type { ExecutorContext } from '@nx/devkit';
import { runExecutor } from './run-executor.ts';

let root: string;
let output: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-run-executor-'));
  output = join(root, 'dist/apps/deps');
});
afterEach(() => rm(root, { recursive: true }));

const run = (work: () => Promise<void>) => {
  const context: ExecutorContext = {
    root,
    cwd: root,
    isVerbose: false,
    projectName: 'deps',
    projectsConfigurations: { version: 2, projects: { deps: { root: 'apps/deps' } } },
    nxJsonConfiguration: {},
    projectGraph: { nodes: {}, dependencies: {} },
  };
  return runExecutor(context, { executor: '@layerkit/layer:lock', result: 'lock' }, work);
};

it('a failed run writes its failure next to the results and deletes the previous result', async () => {
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'lock.json'), '{}');
  expect(await run(() => Promise.reject(new Error('no index answers')))).toEqual({ success: false });
  expect(await readdir(output)).toEqual(['lock.failure.json']);
  expect(JSON.parse(await readFile(join(output, 'lock.failure.json'), 'utf8'))).toMatchObject({
    executor: '@layerkit/layer:lock',
    code: 'unexpected',
    message: 'no index answers',
  });
});

it('a successful run deletes the failure of an earlier one', async () => {
  await run(() => Promise.reject(new Error('no index answers')));
  expect(await run(() => Promise.resolve())).toEqual({ success: true });
  expect(await readdir(output)).toEqual([]);
});

it('a folder for results that can’t be made is disk/refused, also if the failure can’t be written there', async () => {
  await symlink('missing/target', join(root, 'dist'));
  const { error } = console;
  const printed: string[] = [];
  console.error = (line: string) => void printed.push(line);
  try {
    const write = () => writeResult(output, 'lock', { schema: 'layerkit/lock/1', targets: [] });
    expect(await run(write)).toEqual({ success: false });
  } finally {
    console.error = error;
  }
  expect(printed).toEqual([expect.stringMatching(/^disk\/refused: .*dist.* can’t be written: /)]);
});
