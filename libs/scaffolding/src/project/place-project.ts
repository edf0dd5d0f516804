import { LayerkitError } from '@layerkit/failure';
import { joinPathFragments, readNxJson, type Tree } from '@nx/devkit';
import { checkProjectName } from './project-name.ts';
import { projectRoots, type DefinitionFile } from './project-roots.ts';

export interface PlaceWanted {
  readonly name: string;
  /** Relative to the workspace’s root. Default: a folder with the project’s name in the apps folder. */
  readonly directory: string | undefined;
  readonly definition: DefinitionFile;
}

export interface ProjectPlace {
  /** Relative to the workspace’s root. */
  readonly root: string;
  /** The text of the definition, if it exists. */
  readonly present: string | undefined;
  /** Whether Nx knows the project. */
  readonly isProject: boolean;
}

/**
 * Returns where a project is or will be.
 * @throws LayerkitError workspace/invalid-name, workspace/name-taken, workspace/conflict
 */
export const placeProject = async (tree: Tree, wanted: PlaceWanted): Promise<ProjectPlace> => {
  checkProjectName(wanted.name);
  const projects = await projectRoots(tree);
  const asked = wanted.directory === undefined ? undefined : folderBelow(wanted.directory);
  const taken = projects.get(wanted.name);
  if (taken !== undefined) return presentPlace(tree, wanted, { root: taken, asked });
  const root = asked ?? joinPathFragments(appsFolder(tree), wanted.name.replace(/^@[^/]*\//, ''));
  const [other] = [...projects].find(([, folder]) => folder === root) ?? [];
  if (other !== undefined) throw folderTaken(root, other);
  refuseOther(tree, root, wanted.definition);
  const present = tree.read(`${root}/${wanted.definition}`, 'utf8') ?? undefined;
  return { root, present, isProject: false };
};

const presentPlace = (
  tree: Tree,
  { name, definition }: PlaceWanted,
  { root, asked }: { readonly root: string; readonly asked: string | undefined },
): ProjectPlace => {
  const present = tree.read(`${root}/${definition}`, 'utf8');
  if (present === null)
    throw new LayerkitError({
      code: 'workspace/name-taken',
      message: `there is already a project “${name}” in ${root}, and it has no ${definition}`,
      hint: 'Choose another name.',
    });
  refuseOther(tree, root, definition);
  if (asked === undefined || asked === root) return { root, present, isProject: true };
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the project “${name}” is in ${root}, not in ${asked}`,
    hint: 'Choose another name, or omit --directory. To move the project, run nx g @nx/workspace:move.',
  });
};

/** Refuses a second definition: the Nx targets of both would have the same names and write the same files. */
const refuseOther = (tree: Tree, root: string, definition: DefinitionFile): void => {
  const other: DefinitionFile = definition === 'layer.json' ? 'function.json' : 'layer.json';
  if (!tree.exists(`${root}/${other}`)) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `${root} has a ${other}, so it can’t also have a ${definition}: a project is either a layer or a function`,
    hint: 'Choose another folder with --directory, or another name.',
  });
};

const folderTaken = (root: string, project: string): LayerkitError =>
  new LayerkitError({
    code: 'workspace/name-taken',
    message: `${root} is already the folder of the project “${project}”`,
    hint: 'Choose another folder with --directory, or another name.',
  });

const folderBelow = (directory: string): string => {
  const folder = joinPathFragments(directory).replace(/^\.\/|\/$/g, '');
  if (/^(?![A-Za-z]:)[^./][^:]*$|^\.[^./]/.test(folder) && !folder.split('/').includes('..')) return folder;
  throw new LayerkitError({
    code: 'workspace/invalid-name',
    message: `“${directory}” is not a folder below the workspace’s root`,
    hint: 'Use a relative path, such as apps/dependencies-layer.',
  });
};

/** Returns the apps folder that nx.json names, otherwise the one that Nx’s presets create. */
const appsFolder = (tree: Tree): string => {
  const named = readNxJson(tree)?.workspaceLayout?.appsDir;
  return named ?? (!tree.exists('apps') && tree.exists('packages') ? 'packages' : 'apps');
};
