import { posix } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import type { WorkspaceLayer } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import type { HandlerPlace } from './handler-place.ts';

/**
 * Returns the top-level modules that layers are known to have: those of their own code, and for each package in the lock or
 * the requirements the module of the same name. Modules with other names (yaml of PyYAML) are not known before the layer is
 * built; build warns about them.
 */
export const layerModules = (
  tree: Tree,
  { runtime, architecture }: Target,
  layers: readonly WorkspaceLayer[],
): ReadonlySet<string> =>
  new Set(
    layers.flatMap(({ root, definition: { sources = [], requirements } }) => [
      ...packagesIn(tree, `${root}/lock/${runtime}-${architecture}.txt`),
      ...[requirements]
        .flat()
        .flatMap((file) => (typeof file === 'string' ? packagesIn(tree, posix.join(root, file)) : [])),
      ...[sources].flat().flatMap((folder) => modulesIn(tree, posix.join(root, folder))),
    ]),
  );

/** Requirement lines begin with the name of a package (PEP 508). */
const packagesIn = (tree: Tree, file: string): readonly string[] =>
  (tree.exists(file) && tree.isFile(file) ? (tree.read(file, 'utf8') ?? '') : '')
    .split('\n')
    .flatMap((line) => /^[A-Za-z\d][\w.-]*/.exec(line)?.[0] ?? [])
    .map((name) => name.toLowerCase().replace(/[.-]/g, '_'));

const modulesIn = (tree: Tree, folder: string): readonly string[] =>
  tree.children(folder).map((name) => name.replace(/\.py$/, ''));

/**
 * Checks that a new handler hides no module of a layer: /var/task comes before /opt/python on sys.path.
 * @throws LayerkitError function/invalid
 */
export const refuseHiding = ({ handler, modulePath }: HandlerPlace, taken: ReadonlySet<string>): void => {
  const [module = ''] = modulePath.split('/');
  if (!taken.has(module)) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: `a new module for the handler “${handler}” would hide the module ${module} of a layer`,
    hint: `Choose another module with --handler, such as ${module}_function.handle.`,
  });
};
