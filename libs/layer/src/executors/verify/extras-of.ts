import type { LayerArtifact } from '@layerkit/artifact';
import { findExtras } from '@layerkit/audit/extras';
import type { FindExtras } from '@layerkit/verification';

/** Returns how to find the extras of the distributions in a layer. */
export const extrasOf =
  ({ zipPath, manifest: { target } }: LayerArtifact): FindExtras =>
  (modules) =>
    findExtras({ zipPath, target }, modules);
