/** The prune rules that a layer definition can name. libs/assembly implements them. */
export const pruneRuleNames = ['bytecode', 'tests', 'stubs', 'headers-and-sources', 'docs'] as const;

export type PruneRuleName = (typeof pruneRuleNames)[number];

/**
 * The prune rules of a layer that names none. No known program needs the files that they drop; docs/pruning.md has the
 * evidence.
 */
export const defaultPruneRules = ['bytecode', 'tests', 'stubs'] as const satisfies readonly PruneRuleName[];

/** The reasons for leaving a file out of a layer, as the manifest names them. */
export type DropReason =
  'provided' | 'runtime-provided' | 'exclude' | 'botocore-services' | 'clashes' | PruneRuleName;
