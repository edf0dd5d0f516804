import type { Plugin } from '@layerkit/executors/table';
import { addProjectConfiguration, joinPathFragments, type ProjectConfiguration, type Tree } from '@nx/devkit';
import { localProjectOf } from '../workspace/local-project-of.ts';
import { refuseOverwriting } from './refuse-overwriting.ts';

export interface NewProject {
  readonly name: string;
  readonly root: string;
  readonly plugin: Plugin;
  /** The Nx targets for project.json; undefined if Nx infers them. */
  readonly targets: ProjectConfiguration['targets'];
  /** The content of each file by its path in the project. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes a new project. A file that already exists must have the content that would be written.
 * @throws LayerkitError workspace/conflict, before anything is written
 */
export const addProject = (tree: Tree, { name, root, plugin, targets, files }: NewProject): void => {
  const texts = Object.entries(files).map(([path, content]) => ({ path, content }));
  refuseOverwriting(tree, root, texts);
  const local = localProjectOf(tree, `@layerkit/${plugin}`);
  addProjectConfiguration(tree, name, {
    root,
    ...(local === undefined ? {} : { implicitDependencies: [local] }),
    // an inferred project gets its tag from the inference plugin
    ...(targets === undefined ? {} : { tags: [tags[plugin]], targets }),
  });
  for (const { path, content } of texts) tree.write(joinPathFragments(root, path), content);
};

/** CI workflows select projects by these tags, so that they don’t run another project’s `publish` on AWS. */
const tags: Readonly<Record<Plugin, string>> = { layer: 'layerkit:layer', lambda: 'layerkit:function' };
