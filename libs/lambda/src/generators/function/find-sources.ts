import { posix } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { handlerSources, type HandlerSources, type SourcesToFind } from './handler-sources.ts';
import { pythonFilesBelow } from './python-files.ts';

/**
 * Returns the folder of a new function’s own code. A folder outside the project must have the handler: other projects may
 * use the folder, so nothing is written there.
 * @throws LayerkitError function/invalid, definition/invalid
 */
export const findSources = (tree: Tree, wanted: Omit<SourcesToFind, 'files'>): HandlerSources => {
  const { root, place, asked } = wanted;
  if (asked?.startsWith('../') !== true)
    return handlerSources({ ...wanted, files: pythonFilesBelow(tree, root) });
  const folder = posix.join(root, asked);
  if (folder.startsWith('../')) throw outside(asked);
  const module = [`${place.modulePath}.py`, `${place.modulePath}/__init__.py`].find((file) =>
    tree.exists(posix.join(folder, file)),
  );
  if (module === undefined) throw noHandler(place.handler, folder, pythonFilesBelow(tree, folder));
  const messages = [
    `The handler’s module ${folder}/${module} already exists and is not changed; sources is “${asked}”.`,
  ];
  return { sources: asked, module: posix.join(asked, module), messages };
};

const outside = (asked: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `the folder of sources “${asked}” is outside the workspace`,
    hint: 'Use a folder of the workspace, relative to the project.',
  });

const mostShown = 10;

const noHandler = (handler: string, folder: string, files: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'function/invalid',
    message: `the handler “${handler}” is not in ${folder}, and the generator writes no code outside the project`,
    problems: files.slice(0, mostShown),
    hint: 'Set --handler to a function in one of its modules, or --sources to a folder of the project.',
  });
