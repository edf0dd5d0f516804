import { joinPathFragments, type Tree } from '@nx/devkit';

/**
 * Returns the Python files of a folder, relative to it and sorted, without those of tools, environments and
 * other projects.
 */
export const pythonFilesBelow = (tree: Tree, root: string, below = ''): readonly string[] =>
  tree
    .children(joinPathFragments(root, below))
    .toSorted()
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`;
      const whole = joinPathFragments(root, path);
      if (tree.isFile(whole)) return name.endsWith('.py') ? [path] : [];
      return isForeign(tree, name, whole) ? [] : pythonFilesBelow(tree, root, path);
    });

const isForeign = (tree: Tree, name: string, folder: string): boolean =>
  name.startsWith('.') ||
  ofTools.has(name) ||
  definitions.some((definition) => tree.exists(`${folder}/${definition}`));

const ofTools: ReadonlySet<string> = new Set(['node_modules', 'dist', 'venv', '__pycache__']);
const definitions = ['project.json', 'function.json', 'layer.json'];
