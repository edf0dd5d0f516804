import type { LayerManifest } from '@layerkit/artifact/manifest';
import { projectDefaultIndex } from '@layerkit/locking/uv';
import { ensureWheels, openStore, type WheelStore } from '@layerkit/wheels/store';

export interface RuntimeWheelsRequest {
  readonly projectRoot: string;
  readonly manifest: Pick<LayerManifest, 'runtimeProvided'>;
  readonly store?: WheelStore | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Returns the paths of the wheels that the layer leaves to the runtime, by the digests of its lock. The build has
 * fetched them into the store; on another machine they are fetched again.
 * @throws LayerkitError store/wheels-missing, store/download-failed, index/refused, index/unreachable
 */
export const runtimeWheels = async ({
  projectRoot,
  manifest: { runtimeProvided: packages = [] },
  env,
  store = openStore({ env }),
}: RuntimeWheelsRequest): Promise<readonly string[]> => {
  const access = { store, env, defaultIndex: () => projectDefaultIndex(projectRoot, env) };
  const { wheels } = await ensureWheels({ packages, access });
  return wheels.map(({ path }) => path);
};
