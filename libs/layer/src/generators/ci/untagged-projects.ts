import { infersTargets } from '@layerkit/scaffolding';
import { getProjects, readNxJson, type Tree } from '@nx/devkit';

/**
 * The projects of a layer or a function that no tag names, and which the workflows leave out therefore: a
 * line for each with what its project.json lacks.
 */
export const untaggedProjects = (tree: Tree): readonly string[] => {
  const nxJson = readNxJson(tree);
  return [...getProjects(tree)].flatMap(([name, { root, tags = [] }]) =>
    kinds
      .filter(
        ({ plugin, definition }) => !infersTargets(nxJson, plugin) && tree.exists(`${root}/${definition}`),
      )
      .filter(() => !tags.some((tag) => tag.startsWith('layerkit:')))
      .map(({ tag }) => `${name}: "tags": ["${tag}"]`),
  );
};

const kinds = [
  { plugin: 'layer', definition: 'layer.json', tag: 'layerkit:layer' },
  { plugin: 'lambda', definition: 'function.json', tag: 'layerkit:function' },
] as const;
