import type { Tree } from '@nx/devkit';

/** Adds the folders that .gitignore does not name yet, with or without slashes, by themselves or by a folder above them. */
export const ignoreInGit = (tree: Tree, folders: readonly string[]): void => {
  const text = tree.read('.gitignore', 'utf8') ?? '';
  const named = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^(?:\*\*\/|\/)|\/$/g, '')));
  const missing = folders.filter((folder) => !withParents(folder).some((path) => named.has(path)));
  if (missing.length === 0) return;
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  tree.write('.gitignore', start + missing.map((folder) => `${folder}/\n`).join(''));
};

/** `.nx/cache` → `.nx`, `.nx/cache` */
const withParents = (folder: string): readonly string[] =>
  folder.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
