import { architectures, runtimes, type Target } from '@layerkit/platform-resolution';
import type { LayerVersion } from './layer-versions.ts';

/** Returns the targets of a layer version. If it names no architecture, both count; other runtimes don’t. */
export const compatibleTargets = (
  version: Pick<LayerVersion, 'runtimes' | 'architectures'>,
): readonly Target[] =>
  runtimes
    .filter((runtime) => version.runtimes.includes(runtime))
    .flatMap((runtime) =>
      architectures
        .filter((name) => version.architectures.length === 0 || version.architectures.includes(name))
        .map((architecture) => ({ runtime, architecture })),
    );
