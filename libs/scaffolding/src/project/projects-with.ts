import { getProjects, type Tree } from '@nx/devkit';
import type { DefinitionFile } from './project-roots.ts';

/** A project of project.json or package.json, with the text of its definition. */
export interface DefinedProject {
  readonly name: string;
  readonly root: string;
  readonly text: string;
}

/** Returns the projects with a definition, except for those that only Nx’s inference knows. */
export const projectsWith = (tree: Tree, definition: DefinitionFile): readonly DefinedProject[] =>
  [...getProjects(tree)].flatMap(([name, { root }]) => {
    const text = tree.read(`${root}/${definition}`, 'utf8');
    return text === null ? [] : [{ name, root, text }];
  });
