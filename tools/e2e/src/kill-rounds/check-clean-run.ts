import { readdir, readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { messageOf } from '@layerkit/failure';
import { startExecutors } from '../executors/run-executor.ts';
import { digestOf, type Site } from './open-site.ts';
import type { Round } from './plan-rounds.ts';

/** Milliseconds. Without faults, a run takes seconds, and an abandoned lock some more. */
const longestRun = 120_000;

/** Builds, verifies and publishes after a round, and returns everything that is not as it must be. */
export const checkCleanRun = async (site: Site, { steps }: Round): Promise<readonly string[]> => {
  const { workspace, env, layers } = site;
  const ofRound = [...new Set(steps.map(({ layer }) => layers[layer]?.name ?? ''))];
  const runs = [
    ...layers.map(({ name }) => ({ executor: 'layer:build', project: name })),
    ...ofRound.slice(0, 1).map((project) => ({ executor: 'layer:verify', project })),
    ...ofRound.map((project) => ({ executor: 'layer:publish', project })),
  ];
  const child = startExecutors(workspace, runs, { env });
  const result = await Promise.race([child, sleep(longestRun, undefined, { ref: false })]);
  if (result === undefined) {
    child.kill('SIGKILL');
    return ['the run after the round did not end'];
  }
  if (result.exitCode !== 0) return [`the run after the round failed: ${result.all}`];
  return [...(await wrongDigests(site)), ...(await litter(site)), ...(await processesLeft(site))];
};

const wrongDigests = async ({ workspace, layers, aws }: Site): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const { name, sha256 } of layers) {
    const built = await digestOf(workspace, name).catch(messageOf);
    if (built !== sha256) problems.push(`${name} is ${built} instead of ${sha256}`);
    for await (const { version } of aws.lambda.layers.list(name)) {
      const published = await aws.lambda.layers.get(name, version);
      if (published?.sha256 !== sha256) problems.push(`version ${version} of ${name} has other bytes`);
    }
  }
  return problems;
};

/** Deletes all layer versions, so that the next publish has something to do. The port of the product can’t. */
export const unpublish = async ({ aws, layers }: Site): Promise<void> => {
  for (const { name } of layers)
    for await (const { version } of aws.lambda.layers.list(name)) {
      const url = `${aws.env['AWS_ENDPOINT_URL'] ?? ''}/2018-10-31/layers/${name}/versions/${version}`;
      await fetch(url, { method: 'DELETE' });
    }
};

/** Temporary files and locks. The lock of a killed process remains until it has expired. */
const litter = async ({ folders }: Site): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const folder of Object.values(folders))
    for (const { name, parentPath } of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(parentPath, name);
      if (name.startsWith('layerkit-')) problems.push(`${path} is left`);
      if (name.endsWith('.lock') && !(await isRecent(path))) problems.push(`${path} is left`);
    }
  return problems;
};

const isRecent = async (path: string): Promise<boolean> => Date.now() - (await stat(path)).mtimeMs < 20_000;

/** Milliseconds until the processes of a killed one are gone. */
const untilGone = 5000;

/** Returns the processes that still have the variables of this site. */
const processesLeft = async ({ folders }: Site): Promise<readonly string[]> => {
  const started = performance.now();
  for (;;) {
    const left = await processesWith(`TMPDIR=${folders.temporary}`);
    if (left.length === 0) return [];
    if (performance.now() - started > untilGone) return left.map((line) => `a process is left: ${line}`);
    await sleep(50);
  }
};

const processesWith = async (variable: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
    if ((await read('environ')).split('\0').includes(variable)) found.push(await read('cmdline'));
  }
  return found;
};
