/** The rules a layer definition can name. What each one drops is packaging's to know. */
export const pruneRuleNames = ['bytecode', 'tests'] as const;

export type PruneRuleName = (typeof pruneRuleNames)[number];
