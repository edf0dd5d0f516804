import type { DropReason, PruneOptions, PruneRuleName } from '@layerkit/artifact/prune-rules';
import { selectBotocoreServices } from './botocore-services.ts';
import { bytecode } from './rules/bytecode.ts';
import { docs } from './rules/docs.ts';
import type { GatherEvidence } from './evidence/file-evidence.ts';
import { headersAndSources } from './rules/headers-and-sources.ts';
import { isLasting } from './lasting-files.ts';
import { pathMatcher } from './path-matcher.ts';
import type { PrunableFile, PruneRule } from './rules/prune-rule.ts';
import { stubs } from './rules/stubs.ts';
import { tests } from './rules/tests.ts';

/** Every rule, in the order in which they are applied. */
export const pruneRules: readonly { readonly name: PruneRuleName; readonly rule: PruneRule }[] = [
  { name: 'bytecode', rule: bytecode },
  { name: 'tests', rule: tests },
  { name: 'stubs', rule: stubs },
  { name: 'headers-and-sources', rule: headersAndSources },
  { name: 'docs', rule: docs },
];

/** Every reason to drop a file, in the order in which they are applied. */
export const dropOrder: readonly DropReason[] = [
  'provided',
  'runtime-provided',
  'exclude',
  'botocore-services',
  ...pruneRules.map(({ name }) => name),
  'clashes',
];

export interface PlacedPruneOptions extends PruneOptions {
  /** The folder of the zip that has the packages: globs match paths in the zip. */
  readonly folder: string;
}

/**
 * Returns the dropped files with the first reason that applies to each. Never drops metadata, licenses or files
 * that `include` names.
 * @throws LayerkitError definition/invalid if `botocoreServices` names a service that botocore does not have
 */
export const prune = async (
  files: readonly PrunableFile[],
  options: PlacedPruneOptions,
  gather: GatherEvidence,
): Promise<ReadonlyMap<string, DropReason>> => {
  const [included, excluded] = await Promise.all([
    pathMatcher(options.include, options.folder),
    pathMatcher(options.exclude, options.folder),
  ]);
  const offered = files.map((file) => (included(file.path) ? { ...file, prunable: false } : file));
  const dropped = new Map<string, DropReason>();
  const drop = (reason: DropReason, paths: Iterable<string>): void => {
    for (const path of paths) if (!isLasting(path) && !dropped.has(path)) dropped.set(path, reason);
  };
  const prunable = offered.filter((file) => file.prunable).map(({ path }) => path);
  drop('exclude', prunable.filter(excluded));
  if (options.botocoreServices !== undefined)
    drop('botocore-services', selectBotocoreServices(prunable, options.botocoreServices));
  for (const { name, rule } of pruneRules.filter((known) => options.rules.includes(known.name))) {
    const left = offered.filter((file) => !dropped.has(file.path));
    drop(name, await rule.select(left, gather));
  }
  return dropped;
};
