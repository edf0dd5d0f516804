import { pruneRuleNames, type PruneRuleName } from '@layerkit/artifact';
import { bytecode } from './bytecode.ts';
import type { PrunableFile, PruneRule, ReadContent } from './prune-rule.ts';
import { tests } from './tests.ts';

const rules: Readonly<Record<PruneRuleName, PruneRule>> = { bytecode, tests };

/**
 * Which file each rule drops; a file that two would drop is the first rule's. What lies in a `.dist-info`
 * directory is never dropped: programs look up their versions and entry points there when they start.
 */
export const prune = (
  files: readonly PrunableFile[],
  asked: readonly PruneRuleName[],
  read: ReadContent,
): ReadonlyMap<string, PruneRuleName> => {
  const dropped = new Map<string, PruneRuleName>();
  const offered = files.map((file) => (isMetadata(file.path) ? { path: file.path, prunable: false } : file));
  for (const name of pruneRuleNames.filter((rule) => asked.includes(rule))) {
    const left = offered.filter((file) => !dropped.has(file.path));
    for (const path of rules[name].select(left, read)) dropped.set(path, name);
  }
  return dropped;
};

const isMetadata = (path: string): boolean => /(?:^|\/)[^/]+\.dist-info\//.test(path);
