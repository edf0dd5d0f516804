import { join, posix } from 'node:path';
import { requirementsKindOf } from '@layerkit/artifact/definition-files';
import { readTextFile } from '@layerkit/artifact/text-file';

/**
 * Returns the files that a lock is made from, relative to the workspace: the named ones, those that
 * are read with them, and those that requirements files include with -r and -c in any folder. Includes missing files, because they count once
 * they exist. Excludes files outside the workspace, because Nx can’t hash them.
 * @param named files, relative to the project
 */
export const findInputFiles = async (
  workspaceRoot: string,
  root: string,
  named: readonly string[],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  const queue = named.map((file) => posix.join(root, file));
  // The queue grows during the loop
  for (const file of queue) {
    if (found.has(file) || file.startsWith('../') || posix.isAbsolute(file)) continue;
    found.add(file);
    const { includesFiles, besides } = requirementsKindOf(file);
    besides.forEach((name) => found.add(posix.join(posix.dirname(file), name)));
    if (!includesFiles) continue;
    const text = await readTextFile(join(workspaceRoot, file)).catch(() => '');
    queue.push(...includedBy(text).map((path) => posix.join(posix.dirname(file), path)));
  }
  return [...found];
};

/** pip, "Requirements File Format". */
const includedBy = (text: string): readonly string[] =>
  [...text.matchAll(/^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t]*(?:=[ \t]*)?([^\s=].*)$/gm)].map(
    ([, path = '']) => path.replace(/\s#.*$/, '').trim(),
  );
