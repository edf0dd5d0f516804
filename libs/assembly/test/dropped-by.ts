import { pruneRuleNames, type PruneOptions } from '@layerkit/artifact/prune-rules';
import { evidenceOf, type GatherEvidence } from '../src/pruning/evidence/file-evidence.ts';
import { prune } from '../src/pruning/prune.ts';
import { pruneOptions } from '../src/pruning/prune-options.ts';

/**
 * Returns the files that pruning drops, with their reasons. Takes contents by path, undefined for a damaged file.
 * Paths that begin with `own:` are own code. Applies all rules by default.
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
  const all = { ...pruneOptions(pruneRuleNames), folder: 'python/', ...options };
  return Object.fromEntries(await prune(offered, all, gather));
};
