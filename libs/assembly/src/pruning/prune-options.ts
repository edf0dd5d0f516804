import type { PruneOptions, PruneRuleName } from '@layerkit/artifact/prune-rules';

/** Returns `prune` of layer.json in its long form. */
export const pruneOptions = (prune: readonly PruneRuleName[] | PruneOptions): PruneOptions =>
  'rules' in prune ? prune : { rules: [...prune], include: [], exclude: [] };
