import { packagesToStandIn, type LayerManifest } from '@layerkit/artifact/manifest';
import { ensureWheels, openStore, type WheelStore } from '@layerkit/wheels/store';
import type { LayerInputs } from './layer-inputs.ts';
import { wheelAccess } from './wheel-access.ts';

export interface RuntimeWheelsRequest extends Omit<LayerInputs, 'target'> {
  readonly manifest: Pick<LayerManifest, 'runtimeProvided' | 'provided' | 'target'>;
  readonly store?: WheelStore | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Returns the paths of the wheels that the layer leaves to the runtime, or to layers that layer.json does not name, by the digests of its lock. The build has
 * fetched them into the store; on another machine they are fetched again.
 * @throws LayerkitError store/wheels-missing, store/download-failed, index/refused, index/unreachable
 */
export const runtimeWheels = async ({
  manifest,
  env,
  store = openStore({ env }),
  ...layer
}: RuntimeWheelsRequest): Promise<readonly string[]> => {
  const packages = packagesToStandIn(manifest);
  if (packages.length === 0) return [];
  const { target } = manifest;
  const access = await wheelAccess({ ...layer, target }, { store, env });
  const { wheels } = await ensureWheels({ packages, access });
  return wheels.map(({ path }) => path);
};
