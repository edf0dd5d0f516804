import type { DropReason, LayerManifest } from '@layerkit/artifact';

/**
 * Why a layer proves nothing outside Lambda: parts of it are the runtime’s, and no other place has them.
 * Undefined for a layer that is whole.
 */
export const whyNotWhole = ({ pruned }: Pick<LayerManifest, 'pruned'>): string | undefined => {
  const reason: DropReason = 'runtime-provided';
  const files = pruned.find(({ rule }) => rule === reason)?.files ?? [];
  if (files.length === 0) return undefined;
  const packages = [...new Set(files.map((file) => file.package))].sort();
  return `${packages.join(', ')} are left to the runtime, and only Lambda has what it brings`;
};
