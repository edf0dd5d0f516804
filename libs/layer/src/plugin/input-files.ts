import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { requirementsKindOf } from '@layerkit/artifact/definition-files';

/**
 * The files that a lock is made from, relative to the workspace: those named, and what requirements files
 * include by -r and -c, wherever they lie. A file that is not there is named all the same: once it is, it
 * counts. Files outside the workspace are left out, since Nx can’t hash them.
 * @param named relative to the project
 */
export const findInputFiles = async (
  workspaceRoot: string,
  root: string,
  named: readonly string[],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  const queue = named.map((file) => posix.join(root, file));
  // The queue grows while it is walked.
  for (const file of queue) {
    if (found.has(file) || file.startsWith('../') || posix.isAbsolute(file)) continue;
    found.add(file);
    if (!requirementsKindOf(file).includesFiles) continue;
    const text = await readFile(join(workspaceRoot, file), 'utf8').catch(() => '');
    queue.push(...includedBy(text).map((path) => posix.join(posix.dirname(file), path)));
  }
  return [...found];
};

/** pip, "Requirements File Format". */
const includedBy = (text: string): readonly string[] =>
  [...text.matchAll(/^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t]*=?[ \t]*([^\s=].*)$/gm)].map(
    ([, path = '']) => path.replace(/\s+#.*$/, '').trim(),
  );
