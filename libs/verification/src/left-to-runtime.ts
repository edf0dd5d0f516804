import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { DropReason } from '@layerkit/artifact/prune-rules';

/**
 * Returns why a layer can’t be verified outside Lambda: only the runtime has some of its packages. Returns
 * undefined for a complete layer.
 */
export const whyNotWhole = ({ pruned }: Pick<LayerManifest, 'pruned'>): string | undefined => {
  const reason: DropReason = 'runtime-provided';
  const files = pruned.find(({ rule }) => rule === reason)?.files ?? [];
  if (files.length === 0) return undefined;
  const packages = [...new Set(files.map((file) => file.package))].sort();
  return `the runtime provides ${packages.join(', ')}, and only Lambda has its packages`;
};
