import type { PruneRule, ReadContent } from './prune-rule.ts';
import { findTestMentions, type TestMentions } from './python-mentions.ts';
import { findTestDirectories, type TestDirectory } from './test-directories.ts';

/**
 * Directories of tests below a package that nothing outside them imports. Everything that stays is looked
 * through: Python files, entry points, `.pth` files. A directory that is mentioned stays, and then what it
 * mentions stays too. Compiled extensions are not looked into; verifying the layer imports them.
 */
export const tests: PruneRule = {
  select: (files, read) => {
    const candidates = new Map(findTestDirectories(files).map((directory) => [directory.path, directory]));
    const inside = new Set([...candidates.values()].flatMap((directory) => directory.files));
    const waiting = files
      .filter((file) => isEvidence(file.path) && !inside.has(file.path))
      .map((file) => file.path);
    while (candidates.size > 0) {
      const path = waiting.pop();
      if (path === undefined) break;
      for (const directory of mentionedBy(path, candidates, read)) {
        candidates.delete(directory.path);
        waiting.push(...directory.files.filter(isEvidence));
      }
    }
    return new Set([...candidates.values()].flatMap((directory) => directory.files));
  },
};

const isEvidence = (path: string): boolean =>
  path.endsWith('.py') ||
  path.endsWith('.dist-info/entry_points.txt') ||
  (path.endsWith('.pth') && !path.includes('/'));

const mentionedBy = (
  path: string,
  candidates: ReadonlyMap<string, TestDirectory>,
  read: ReadContent,
): readonly TestDirectory[] => {
  const content = read(path);
  if (content === undefined) return [...candidates.values()];
  const parents = path.split('/').slice(0, -1);
  const mentions = findTestMentions(content, parents);
  if (mentions === undefined) return [];
  return [...candidates.values()].filter((directory) => mentioned(directory, mentions, parents.join('/')));
};

const mentioned = ({ path, module }: TestDirectory, mentions: TestMentions, folder: string): boolean => {
  const cut = path.lastIndexOf('/');
  return (
    mentions.modules.has(module) ||
    (mentions.names.has(path.slice(cut + 1)) && path.slice(0, cut) === folder) ||
    [...mentions.endings].some((ending) => `.${module}`.endsWith(`.${ending}`))
  );
};
