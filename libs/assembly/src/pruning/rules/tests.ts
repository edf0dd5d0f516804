import type { PruneRule } from './prune-rule.ts';
import type { TestMentions } from '../evidence/python-mentions.ts';
import { findTestDirectories, type TestDirectory } from './test-directories.ts';
import { isEvidence, type FileEvidence } from '../evidence/file-evidence.ts';

/**
 * Directories of tests below a package that nothing outside them imports. Everything that stays is looked
 * through: Python files, entry points, `.pth` files. A directory that is mentioned stays, and then what it
 * imports stays too. Compiled extensions are not looked into; verifying the layer imports them.
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

/** A file that says something: its folders from the root down, its name, and what it says. */
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
      // Nobody knows what a file says that can't be read.
      if (!readable) for (const directory of candidates) kept.add(directory);
      const found = said?.tests;
      if (found === undefined) continue;
      const folders = path.split('/');
      const name = folders.pop() ?? '';
      for (const directory of candidates) if (judge(directory, { folders, name, found })) kept.add(directory);
    }
  return kept;
};

/** In tests that stay only imports count: they name other tests in many texts, to leave them out of something. */
const imports: Judge = ({ module }, { found }) => found.modules.has(module);

/**
 * An import, or a text: the beginning of a path or a name in the package that the directory lies in (its
 * `__all__`, a list of submodules, a folder of data), or the end of a module’s name in the same top-level package.
 */
const mentions: Judge = (directory, evidence) => {
  const { folders, name, found } = evidence;
  const isNamed = (text: string): boolean => directory.path === [...folders, text].join('/');
  return (
    imports(directory, evidence) ||
    // pytest’s own file: no program loads it.
    (name !== 'conftest.py' && found.names.some(isNamed)) ||
    (directory.path.startsWith(`${folders[0] ?? ''}/`) &&
      found.endings.some((ending) => directory.module.endsWith(`.${ending}`)))
  );
};
