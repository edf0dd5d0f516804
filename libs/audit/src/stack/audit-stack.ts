import type { IgnoreRule } from '@layerkit/artifact/definition';
import { judge } from '../auditors/audit-layer.ts';
import type { AppliedRules } from '../findings/ignore-rules.ts';
import { type Copies, findCopies } from './distributions.ts';
import { hiddenModuleFindings } from './findings/hidden-modules.ts';
import { limitFindings } from './findings/limits.ts';
import { overwriteFindings } from './findings/overwrites.ts';
import { clashFindings } from './findings/path-clashes.ts';
import { requirementFindings } from './findings/requirements.ts';
import { staleBytecodeFindings } from './findings/stale-bytecode.ts';
import { unfitFindings } from './findings/unfit-zips.ts';
import { unreadFindings } from './findings/unread-layers.ts';
import { versionFindings } from './findings/versions.ts';
import { type MergedLayers, mergeLayers } from './merge-layers.ts';
import type { Stack } from './stack.ts';

/** The result of an audit of a stack, with the facts that it was made from. */
export interface StackReport extends AppliedRules {
  readonly merged: MergedLayers;
  readonly copies: readonly Copies[];
}

/**
 * Audits a function with its layers as Lambda merges them: what one zip does to another. Problems of a single zip are
 * left to its own audit. Takes time in proportion to the files of all zips.
 * @param ignore rules of function.json; those with codes of other audits are not stale here
 */
export const auditStack = async (stack: Stack, ignore: readonly IgnoreRule[] = []): Promise<StackReport> => {
  const merged = mergeLayers(stack.layers);
  const copies = findCopies(stack);
  const required = requirementFindings(stack, copies);
  const found = [
    ...limitFindings(stack),
    ...unreadFindings(stack),
    ...unfitFindings(stack),
    ...clashFindings(merged),
    ...overwriteFindings(merged),
    ...(await staleBytecodeFindings(merged, stack.target)),
    ...versionFindings(copies, merged),
    ...hiddenModuleFindings(stack),
    ...required.findings,
  ];
  const judged = await judge(found, ignore.filter(isAboutStack));
  return { ...judged, ignored: [...judged.ignored, ...required.ignored], merged, copies };
};

/** Returns whether a rule is about a stack, and not about the zip of a function or layer. */
export const isAboutStack = ({ code }: IgnoreRule): boolean => code.startsWith('stack/');
