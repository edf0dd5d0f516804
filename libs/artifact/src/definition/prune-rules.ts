/** The rules a layer definition can name. What each one drops is packaging's to know. */
export const pruneRuleNames = ['bytecode', 'tests', 'stubs', 'headers-and-sources', 'docs'] as const;

export type PruneRuleName = (typeof pruneRuleNames)[number];

/**
 * What a layer gets that names none: what they drop, no program was ever seen to miss. docs/pruning.md has
 * why.
 */
export const defaultPruneRules = ['bytecode', 'tests', 'stubs'] as const satisfies readonly PruneRuleName[];

/** Everything that can take a file out of a layer: the manifest names it so. */
export type DropReason = 'runtime-provided' | 'exclude' | 'botocore-services' | PruneRuleName;
