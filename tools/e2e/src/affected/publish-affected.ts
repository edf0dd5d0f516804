import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws } from '../local-aws/start-local-aws.ts';
import { copyWorkspace } from '../workspace/copy-workspace.ts';
import { commitAll, startRepository } from '../workspace/repository.ts';
import { runNx } from '../workspace/run-nx.ts';
import { addLayerFleet } from './layer-fleet.ts';
import { busyTime, readProfile, type TaskSpan } from './nx-profile.ts';

export interface AffectedRequest {
  /** The number of layers. */
  readonly layers: number;
  /** The number of layers that the commit changes. */
  readonly changed: number;
}

export interface AffectedRun {
  /** The layers that the commit changed. */
  readonly changed: readonly string[];
  readonly tasks: readonly TaskSpan[];
  /** Live layer versions afterwards, as `name:version`. */
  readonly published: readonly string[];
  /** Milliseconds from the start of the command to its end. */
  readonly wall: number;
  /** The part of it, in milliseconds, in which no task ran: Nx’s own start, graph, hashes and end. */
  readonly nxAlone: number;
}

const profileName = 'tmp/profile.json';

/**
 * Does what CI does for a commit that changes some of many layers: runs `nx affected -t publish` in a clone
 * with nothing built and no cache, against a local AWS with nothing published.
 * @throws Error with all output of Nx if it fails
 */
export const publishAffected = async ({ layers, changed }: AffectedRequest): Promise<AffectedRun> => {
  const workspace = await copyWorkspace();
  const aws = await startLocalAws();
  const store = await mkdtemp(join(tmpdir(), 'layerkit-store-'));
  const fleet = await addLayerFleet(workspace, layers);
  try {
    await startRepository(workspace);
    await commitAll(workspace, 'every layer');
    const upgraded = fleet.layers.filter((_, number) => number % Math.floor(layers / changed) === 0);
    const chosen = upgraded.slice(0, changed);
    for (const layer of chosen) await fleet.upgrade(layer);
    await commitAll(workspace, 'some of them');
    const env = { ...aws.env, UV_DEFAULT_INDEX: fleet.index.url, LAYERKIT_STORE: store };
    const began = performance.now();
    const run = await runNx(workspace.root, ['affected', '-t', 'publish', '--base=HEAD~1', '--head=HEAD'], {
      ...env,
      CI: 'true',
      NX_PROFILE: profileName,
    });
    const wall = performance.now() - began;
    if (run.exitCode !== 0) throw new Error(run.output);
    const tasks = await readProfile(workspace.path(profileName));
    const published: string[] = [];
    for (const layer of fleet.layers)
      for await (const { version } of aws.lambda.layers.list(layer)) published.push(`${layer}:${version}`);
    return { changed: chosen, tasks, published, wall, nxAlone: wall - busyTime(tasks) };
  } finally {
    await fleet.index.close();
    await aws.stop();
    await rm(store, { recursive: true, force: true });
    await workspace.remove();
  }
};
