import { architectures, defaultTarget, runtimes, type Target } from '@layerkit/platform-resolution';
import type { WorkspaceLayer } from '@layerkit/scaffolding';
import type { WantedFunction } from './wanted-function.ts';

/**
 * The target of a new function: what was asked for, else the usual one, else the newest that all of its
 * layers are built for.
 */
export const chooseTarget = (
  wanted: Pick<WantedFunction, 'runtime' | 'architecture'>,
  layers: readonly WorkspaceLayer[],
): Target => {
  const inAll = <Name extends string>(name: Name, named: (layer: WorkspaceLayer) => readonly Name[]) =>
    layers.every((layer) => named(layer).includes(name));
  const runtime = [defaultTarget.runtime, ...runtimes.toReversed()].find((name) =>
    inAll(name, ({ definition }) => definition.runtimes),
  );
  const architecture = architectures.find((name) =>
    inAll(name, ({ definition }) => definition.architectures),
  );
  return {
    runtime: wanted.runtime ?? runtime ?? defaultTarget.runtime,
    architecture: wanted.architecture ?? architecture ?? defaultTarget.architecture,
  };
};
