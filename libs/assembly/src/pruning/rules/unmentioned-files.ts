import type { PrunableFile, PruneRule } from './prune-rule.ts';

/**
 * Returns a rule that drops candidates unless a Python file of the same top-level package or module names them. A
 * damaged Python file keeps all candidates of its package.
 */
export const unmentionedFiles = (isCandidate: (path: string) => boolean): PruneRule => ({
  select: async (files, gather) => {
    const candidates = files.filter(({ prunable, path }) => prunable && isCandidate(path));
    const packages = new Set(candidates.map(topLevel));
    const readers = files.filter((file) => file.path.endsWith('.py') && packages.has(topLevel(file)));
    const mentioned = new Map<string, Set<string>>();
    const damaged = new Set<string>();
    for await (const batch of gather(candidates.length === 0 ? [] : readers.map(({ path }) => path)))
      for (const { path, mentions, readable } of batch) {
        const key = topLevel({ path });
        if (!readable) damaged.add(key);
        const names = mentioned.get(key) ?? new Set<string>();
        for (const name of mentions?.files ?? []) names.add(name);
        mentioned.set(key, names);
      }
    const isNamed = (file: PrunableFile): boolean =>
      damaged.has(topLevel(file)) ||
      [...(mentioned.get(topLevel(file)) ?? [])].some((name) => file.path.endsWith(name));
    return new Set(candidates.filter((file) => !isNamed(file)).map(({ path }) => path));
  },
});

/** Returns `pkg` for `pkg/sub/mod.py`, `pkg.pyi` and `pkg.py`. */
const topLevel = ({ path }: Pick<PrunableFile, 'path'>): string => path.split('/', 1)[0]?.split('.')[0] ?? '';
