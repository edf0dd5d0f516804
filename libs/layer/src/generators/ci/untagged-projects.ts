import { infersTargets } from '@layerkit/scaffolding';
import { getProjects, readNxJson, type Tree } from '@nx/devkit';

/**
 * Returns a line for each layer or function project without a tag, with the entry that its project.json
 * lacks. CI workflows skip these projects.
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
