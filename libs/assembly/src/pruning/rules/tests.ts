import type { PruneRule } from './prune-rule.ts';
import type { TestMentions } from '../evidence/python-mentions.ts';
import { findTestDirectories, type TestDirectory } from './test-directories.ts';
import { isEvidence, type FileEvidence } from '../evidence/file-evidence.ts';

/**
 * Drops directories of tests below a package that nothing outside them imports. Searches all files that stay:
 * Python files, entry points and `.pth` files. Keeps a mentioned directory and everything that it imports. Does
 * not search compiled extensions; verify imports them.
 */
export const tests: PruneRule = {
  select: async (files, gather) => {
    const candidates = new Set(findTestDirectories(files));
    const inside = new Set([...candidates].flatMap((directory) => directory.files));
    const outside = files.map((file) => file.path).filter((path) => isEvidence(path) && !inside.has(path));
    let waiting: readonly string[] = outside;
    while (candidates.size > 0 && waiting.length > 0) {
      const mayMention = waiting === outside ? mentions : imports;
      const kept = await findMentioned(candidates, gather(waiting), mayMention);
      for (const directory of kept) candidates.delete(directory);
      waiting = [...kept].flatMap((directory) => directory.files.filter(isEvidence));
    }
    return new Set([...candidates].flatMap((directory) => directory.files));
  },
};

/** A file with mentions: its folders from the root down, its name and the mentions. */
interface Evidence {
  readonly folders: readonly string[];
  readonly name: string;
  readonly found: TestMentions;
}

type Judge = (directory: TestDirectory, evidence: Evidence) => boolean;

const findMentioned = async (
  candidates: ReadonlySet<TestDirectory>,
  batches: AsyncIterable<readonly FileEvidence[]>,
  judge: Judge,
): Promise<ReadonlySet<TestDirectory>> => {
  const kept = new Set<TestDirectory>();
  for await (const batch of batches)
    for (const { path, mentions: said, readable } of batch) {
      // a damaged file may mention any directory
      if (!readable) for (const directory of candidates) kept.add(directory);
      const found = said?.tests;
      if (found === undefined) continue;
      const folders = path.split('/');
      const name = folders.pop() ?? '';
      for (const directory of candidates) if (judge(directory, { folders, name, found })) kept.add(directory);
    }
  return kept;
};

/** For kept tests, only imports count: tests also name other tests in order to exclude them. */
const imports: Judge = ({ module }, { found }) => found.modules.has(module);

/**
 * Returns whether a file imports the directory or names it in a string: as a path or a name in the directory’s
 * package (`__all__`, a list of submodules, a data folder), or as the end of a module’s name in the same top-level
 * package.
 */
const mentions: Judge = (directory, evidence) => {
  const { folders, name, found } = evidence;
  const isNamed = (text: string): boolean => directory.path === [...folders, text].join('/');
  return (
    imports(directory, evidence) ||
    // only pytest loads conftest.py
    (name !== 'conftest.py' && found.names.some(isNamed)) ||
    (directory.path.startsWith(`${folders[0] ?? ''}/`) &&
      found.endings.some((ending) => directory.module.endsWith(`.${ending}`)))
  );
};
