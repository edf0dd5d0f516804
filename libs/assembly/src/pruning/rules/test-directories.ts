import { isAscii } from 'node:buffer';
import type { PrunableFile } from './prune-rule.ts';

/** A directory of tests below a package, with its module name. */
export interface TestDirectory {
  readonly path: string;
  readonly module: string;
  readonly files: readonly string[];
}

/**
 * Returns the directories named exactly `tests` or `test` directly in a regular package (one with an
 * `__init__.py`). At the top level or in a namespace package, such a name may belong to a product. Returns only the
 * outermost directory, and only if every file in it may be dropped.
 */
export const findTestDirectories = (files: readonly PrunableFile[]): readonly TestDirectory[] => {
  const packages = new Set(
    files.filter((file) => file.path.endsWith('/__init__.py')).map((file) => parentOf(file.path)),
  );
  const found = new Map<string, PrunableFile[]>();
  for (const file of files) {
    const directory = testDirectoryOf(file.path, packages);
    if (directory === undefined) continue;
    const inside = found.get(directory);
    if (inside === undefined) found.set(directory, [file]);
    else inside.push(file);
  }
  return (
    [...found]
      // modules are searched as bytes, and a name that is not ASCII has several encodings
      .filter(([path, inside]) => isAscii(Buffer.from(path)) && inside.every((file) => file.prunable))
      .map(([path, inside]) => ({
        path,
        module: path.replaceAll('/', '.'),
        files: inside.map((file) => file.path),
      }))
  );
};

const testDirectoryOf = (path: string, packages: ReadonlySet<string>): string | undefined => {
  if (!path.includes('/test')) return undefined;
  for (const { index, 0: match } of path.matchAll(/\/tests?(?=\/)/g)) {
    if (packages.has(path.slice(0, index))) return path.slice(0, index + match.length);
  }
  return undefined;
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
