import { join, posix } from 'node:path';
import { isPythonProject, localPackages, workspaceFolder } from '@layerkit/locking/requirements';
import { sourceFolder } from '@layerkit/zip/sources';
import type { LockedInputs } from '../layer-inputs.ts';

/** A Python project of the workspace whose wheel goes into the layer. */
export interface OwnProject {
  /** Relative to the layer’s project, with `/`. */
  readonly folder: string;
  /** The normalized name that its wheel must have, if the requirements name it. */
  readonly name?: string | undefined;
}

/** The own code of a layer: projects to build, and folders whose contents go in unchanged. Relative to the project. */
export interface OwnParts {
  readonly projects: readonly OwnProject[];
  readonly folders: readonly string[];
}

/**
 * Returns the own code of a layer: the local packages of its requirements, and its `sources`. A folder in both is one
 * project.
 * @throws LayerkitError requirements/missing, requirements/invalid; source/invalid for a folder outside the workspace
 */
export const ownParts = async ({ projectRoot, definition, target }: LockedInputs): Promise<OwnParts> => {
  const locals = await localPackages(projectRoot, definition, target);
  const projects: OwnProject[] = locals.map(({ name, folder }) => ({ name, folder }));
  const folders: string[] = [];
  const workspace = await workspaceFolder(projectRoot);
  for (const folder of new Set([definition.sources ?? []].flat().map(folderOf))) {
    await sourceFolder(projectRoot, folder, workspace);
    if (!(await isPythonProject(join(projectRoot, folder)))) folders.push(folder);
    else if (!projects.some((one) => one.folder === folder)) projects.push({ folder });
  }
  return { projects, folders };
};

/** Writes a path in one way: `./src/` as `src`. */
const folderOf = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');
