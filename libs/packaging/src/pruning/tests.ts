import type { PruneRule, ReadFile } from './prune-rule.ts';
import { findTestMentions, type TestMentions } from './python-mentions.ts';
import { findTestDirectories, type TestDirectory } from './test-directories.ts';

/**
 * Directories of tests below a package that nothing outside them imports. Everything that stays is looked
 * through: Python files, entry points, `.pth` files. A directory that is mentioned stays, and then what it
 * mentions stays too. Compiled extensions are not looked into; verifying the layer imports them.
 */
export const tests: PruneRule = {
  select: async (files, read) => {
    const candidates = new Set(findTestDirectories(files));
    const inside = new Set([...candidates].flatMap((directory) => directory.files));
    let waiting = files.map((file) => file.path).filter((path) => isEvidence(path) && !inside.has(path));
    while (candidates.size > 0 && waiting.length > 0) {
      const mentioned = await findMentioned(candidates, read(waiting));
      for (const directory of mentioned) candidates.delete(directory);
      waiting = [...mentioned].flatMap((directory) => directory.files.filter(isEvidence));
    }
    return new Set([...candidates].flatMap((directory) => directory.files));
  },
};

const isEvidence = (path: string): boolean =>
  path.endsWith('.py') ||
  path.endsWith('.dist-info/entry_points.txt') ||
  (path.endsWith('.pth') && !path.includes('/'));

const findMentioned = async (
  candidates: ReadonlySet<TestDirectory>,
  batches: AsyncIterable<readonly ReadFile[]>,
): Promise<ReadonlySet<TestDirectory>> => {
  const found = new Set<TestDirectory>();
  for await (const batch of batches)
    for (const { path, content } of batch) {
      const folders = path.split('/').slice(0, -1);
      // Nobody knows what a file says that can't be read.
      const mentions = content === undefined ? 'anything' : findTestMentions(content, folders);
      if (mentions === undefined) continue;
      const folder = folders.join('/');
      for (const directory of candidates) if (isMentioned(directory, mentions, folder)) found.add(directory);
    }
  return found;
};

const isMentioned = (
  { path, module }: TestDirectory,
  mentions: TestMentions | 'anything',
  folder: string,
): boolean =>
  mentions === 'anything' ||
  mentions.modules.has(module) ||
  mentions.names.some((name) => path === `${folder}/${name}`) ||
  mentions.endings.some((ending) => `.${module}`.endsWith(`.${ending}`));
