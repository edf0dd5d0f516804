import { architectures, defaultTarget, runtimes, type Target } from '@layerkit/platform-resolution';
import type { WorkspaceLayer } from '@layerkit/scaffolding';
import type { WantedFunction } from './wanted-function.ts';

/**
 * Returns the target of a new function: the one that was asked for, otherwise the default, otherwise the
 * newest one that all of its layers are built for.
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
