import { fileURLToPath } from 'node:url';
import { generateFiles, joinPathFragments, type Tree } from '@nx/devkit';
import type { HandlerPlace } from './handler-place.ts';

interface HandlerFolder {
  /** Name of the function. */
  readonly name: string;
  readonly root: string;
  /** Relative to `root`. */
  readonly sources: string;
}

/** Writes a handler that says hello, and the packages that it is in. */
export const writeHandler = (
  tree: Tree,
  { name, root, sources }: HandlerFolder,
  place: HandlerPlace,
): void => {
  const folder = joinPathFragments(root, sources);
  const values = { ...place, name, module: place.modulePath, message: messageOf(name) };
  generateFiles(tree, fileURLToPath(new URL('./files/', import.meta.url)), folder, values);
  const packages = place.packages.map((path) => `${folder}/${path}/__init__.py`);
  for (const file of packages) if (!tree.exists(file)) tree.write(file, '');
};

/** The response of that handler. */
export const messageOf = (name: string): string => `Hello from ${name}`;
