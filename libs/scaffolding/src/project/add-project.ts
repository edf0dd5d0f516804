import { addProjectConfiguration, joinPathFragments, type ProjectConfiguration, type Tree } from '@nx/devkit';
import { localProjectOf } from '../workspace/local-project-of.ts';
import type { Plugin } from '../workspace/plugin.ts';
import { refuseOverwriting } from './refuse-overwriting.ts';

export interface NewProject {
  readonly name: string;
  readonly root: string;
  readonly plugin: Plugin;
  /** Executors of the plugin, each the target of its name; none where Nx finds the targets itself. */
  readonly targets: ProjectConfiguration['targets'];
  /** Texts by path below the project. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes a new project. A file that is there already may only hold what would be written.
 * @throws LayerkitError workspace/conflict, before anything is written
 */
export const addProject = (tree: Tree, { name, root, plugin, targets, files }: NewProject): void => {
  const texts = Object.entries(files).map(([path, content]) => ({ path, content }));
  refuseOverwriting(tree, root, texts);
  const local = localProjectOf(tree, `@layerkit/${plugin}`);
  addProjectConfiguration(tree, name, {
    root,
    ...(local === undefined ? {} : { implicitDependencies: [local] }),
    // what Nx finds itself has its tag, too
    ...(targets === undefined ? {} : { tags: [tags[plugin]], targets }),
  });
  for (const { path, content } of texts) tree.write(joinPathFragments(root, path), content);
};

/**
 * By which the CI workflows know the projects that are theirs: another’s `publish` is not run with the role
 * in AWS.
 */
const tags: Readonly<Record<Plugin, string>> = { layer: 'layerkit:layer', lambda: 'layerkit:function' };
