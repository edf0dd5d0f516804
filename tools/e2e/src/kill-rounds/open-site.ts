import { mkdir, rm } from 'node:fs/promises';
import { readLayerArtifact } from '@layerkit/artifact';
import type { Sha256 } from '@layerkit/artifact/digest';
import { startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import { startExecutors } from '../executors/run-executor.ts';
import { type LocalAws, startLocalAws } from '../local-aws/start-local-aws.ts';
import { addLayer } from '../workspace/projects.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';
import { layerCount, type Folder } from './plan-rounds.ts';

/** The workspace, store, index and local AWS that all rounds share. */
export interface Site {
  readonly workspace: Workspace;
  readonly folders: Readonly<Record<Folder, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly aws: LocalAws;
  /** The layers, with the digest of each as a build in an empty store makes it. */
  readonly layers: readonly { readonly name: string; readonly sha256: Sha256 }[];
  /** Milliseconds that one executor takes in a process of its own. */
  readonly usual: number;
  close(): Promise<void>;
}

const names = Array.from({ length: layerCount }, (_, at) => `layer-${at}`);

/** Bytes that deflate can’t make smaller, the same in every run. */
const noise = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * at) % 251));

const wheels = () =>
  Promise.all(
    ['alpha', 'beta', 'gamma'].map((project) =>
      tinyWheel({
        project,
        files: { [`${project}/__init__.py`]: 'VALUE = 1\n', [`${project}/data.bin`]: noise(300_000) },
      }),
    ),
  );

/** Layer 0 has one wheel, the others share two; layer 2 has own code and bytecode too. */
const addLayers = async (workspace: Workspace): Promise<void> => {
  for (const [at, name] of names.entries())
    await addLayer(workspace, name, {
      definition: {
        requirements: 'requirements.in',
        ...(at === 2 && { sources: 'src', bytecode: 'all' }),
      },
      files: { 'requirements.in': at === 0 ? 'alpha\n' : 'beta\ngamma\n', 'src/own.py': 'import beta\n' },
    });
};

/** Sets up everything, and builds each layer once in a store that is not used again. */
export const openSite = async (): Promise<Site> => {
  const workspace = await bareWorkspace('layerkit-e2e-kill-rounds-');
  const [index, aws] = await Promise.all([startIndexServer({ files: await wheels() }), startLocalAws()]);
  const path = (name: string): string => workspace.path(name);
  const folders = { dist: path('dist'), store: path('store'), temporary: path('tmp') };
  for (const folder of Object.values(folders)) await mkdir(folder);
  await addLayers(workspace);
  const env = {
    ...aws.env,
    UV_DEFAULT_INDEX: index.url,
    LAYERKIT_STORE: folders.store,
    TMPDIR: folders.temporary,
  };
  const reference = { ...env, LAYERKIT_STORE: path('reference') };
  const executors = ['layer:lock', 'layer:build', 'layer:verify'];
  const runs = names.flatMap((project) => executors.map((executor) => ({ executor, project })));
  await expectSuccess(startExecutors(workspace, runs, { env: reference }));
  const layers = await Promise.all(
    names.map(async (name) => ({ name, sha256: await digestOf(workspace, name) })),
  );
  const began = performance.now();
  await expectSuccess(
    startExecutors(workspace, [{ executor: 'layer:build', project: 'layer-2' }], { env: reference }),
  );
  const usual = performance.now() - began;
  await rm(folders.dist, { recursive: true });
  await mkdir(folders.dist);
  const close = async () => {
    await Promise.all([index.close(), aws.stop()]);
    await workspace.remove();
  };
  return { workspace, folders, env, aws, layers, usual, close };
};

const expectSuccess = async (child: ReturnType<typeof startExecutors>): Promise<void> => {
  const { exitCode, all } = await child;
  if (exitCode !== 0) throw new Error(all);
};

/** Returns the digest of a built layer, which is that of its zip: reading the artifact compares them. */
export const digestOf = async ({ path }: Workspace, name: string): Promise<Sha256> =>
  (await readLayerArtifact(path(`dist/apps/${name}/python3.12-x86_64`))).manifest.zip.sha256;
