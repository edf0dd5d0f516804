export type { BytecodeMode } from './definition/bytecode-modes.ts';
export {
  defaultPruneRules,
  pruneRuleNames,
  type DropReason,
  type PruneRuleName,
} from './definition/prune-rules.ts';
export type { PruneOptions } from './definition/prune-definition.ts';
