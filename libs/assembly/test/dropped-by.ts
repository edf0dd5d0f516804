import { pruneRuleNames, type PruneOptions } from '@layerkit/artifact';
import { evidenceOf, type GatherEvidence } from '../src/pruning/evidence/file-evidence.ts';
import { prune } from '../src/pruning/prune.ts';
import { pruneOptions } from '../src/pruning/prune-options.ts';

/**
 * Which of these files pruning drops, and why; contents by path, undefined where one can't be read. Paths that begin
 * with `own:` are own sources. Every rule is asked for unless told otherwise.
 */
export const droppedBy = async (
  files: Readonly<Record<string, string | undefined>>,
  options: Partial<PruneOptions> = {},
) => {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path.replace(/^own:/, ''), text]));
  const offered = Object.keys(files).map((key) => ({
    path: key.replace(/^own:/, ''),
    prunable: !key.startsWith('own:'),
  }));
  const gather: GatherEvidence = async function* (paths) {
    for (const path of await Promise.resolve(paths)) {
      const text = contents.get(path);
      yield [evidenceOf(path, text === undefined ? undefined : Buffer.from(text))];
    }
  };
  return Object.fromEntries(await prune(offered, { ...pruneOptions(pruneRuleNames), ...options }, gather));
};
