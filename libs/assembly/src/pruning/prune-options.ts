import type { PruneOptions, PruneRuleName } from '@layerkit/artifact';

/** `prune` of layer.json in full, whichever way it is written. */
export const pruneOptions = (prune: readonly PruneRuleName[] | PruneOptions): PruneOptions =>
  'rules' in prune ? prune : { rules: [...prune], include: [], exclude: [] };
