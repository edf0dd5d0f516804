import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isObject, requirementsKindOf } from '@layerkit/artifact/definition-files';
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

/** Returns the files in `"requirements.in"`, `["a.txt", "b.txt"]` or `{ "file": "pyproject.toml" }`. */
export const filesNamedBy = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [isObject(value) ? value['file'] : value]).filter(
    (file): file is string => typeof file === 'string' && file !== '',
  );

/**
 * Returns whether requirements may name packages of the workspace. Only then they have to be read in full, and every Nx
 * command waits for that.
 * @param files the files that a lock is made from, relative to the workspace
 */
export const mayNameLocals = async (workspaceRoot: string, files: readonly string[]): Promise<boolean> => {
  const texts = await Promise.all(
    files.map((file) => readFile(join(workspaceRoot, file), 'utf8').catch(() => '')),
  );
  return texts.some((text) => mayNamePath.test(text));
};

/**
 * Matches a path in requirements files (`-e ../core`, `./core`, `core @ file:../core`), in TOML (`{ editable = "core" }`,
 * `workspace = true`, `type = "directory"`), and in JSON.
 */
const mayNamePath =
  /^[ \t]*(?:-e|--editable|\.|\/|file:|[\w.-]+\/)|@ ?(?:file:|\.)|\b(?:editable|directory|path|workspace|sources)\b/m;
