import type { PruneRuleName } from '@layerkit/artifact';
import { bytecode } from './bytecode.ts';
import type { PrunableFile, PruneRule } from './prune-rule.ts';
import type { GatherEvidence } from './test-evidence.ts';
import { tests } from './tests.ts';

/** Every rule, in the order in which they take files. */
export const pruneRules: readonly { readonly name: PruneRuleName; readonly rule: PruneRule }[] = [
  { name: 'bytecode', rule: bytecode },
  { name: 'tests', rule: tests },
];

/**
 * Which file each rule drops; a file that two would drop is the first rule's. What lies in a `.dist-info`
 * directory is never dropped: programs look up their versions and entry points there when they start.
 */
export const prune = async (
  files: readonly PrunableFile[],
  asked: readonly PruneRuleName[],
  gather: GatherEvidence,
): Promise<ReadonlyMap<string, PruneRuleName>> => {
  const dropped = new Map<string, PruneRuleName>();
  for (const { name, rule } of pruneRules.filter((known) => asked.includes(known.name))) {
    const left = files.filter((file) => !dropped.has(file.path));
    for (const path of await rule.select(left, gather)) if (!isMetadata(path)) dropped.set(path, name);
  }
  return dropped;
};

const isMetadata = (path: string): boolean => path.includes('.dist-info/');
