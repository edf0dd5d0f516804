import { basename, join } from 'node:path';
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
 * Writes a new project. A file that already exists must have the content that would be written. A project whose targets Nx
 * infers gets a project.json only for what Nx can’t infer.
 * @throws LayerkitError workspace/conflict, before anything is written
 */
export const addProject = (tree: Tree, { name, root, plugin, targets, files }: NewProject): void => {
  const texts = Object.entries(files).map(([path, content]) => ({ path, content }));
  refuseOverwriting(tree, root, texts);
  const local = localProjectOf(tree, `@layerkit/${plugin}`);
  if (targets !== undefined || local !== undefined || !isNamedByItsFolder(tree, name, root))
    addProjectConfiguration(tree, name, {
      root,
      ...(local === undefined ? {} : { implicitDependencies: [local] }),
      // an inferred project gets its type and tag from the inference plugin
      ...(targets === undefined ? {} : { projectType: 'application', tags: [tags[plugin]], targets }),
    });
  for (const { path, content } of texts) tree.write(joinPathFragments(root, path), content);
};

/** Whether Nx infers this name for the project. A package.json may have another one. */
export const isNamedByItsFolder = (tree: Tree, name: string, root: string): boolean =>
  name === basename(join(tree.root, root)) && !tree.exists(`${root}/package.json`);

/** CI workflows select projects by these tags, so that they don’t run another project’s `publish` on AWS. */
export const tags: Readonly<Record<Plugin, string>> = {
  layer: 'layerkit:layer',
  lambda: 'layerkit:function',
};
