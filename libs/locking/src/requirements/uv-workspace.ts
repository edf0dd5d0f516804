import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import picomatch from 'picomatch';
import type { OpenedProject } from './project-requirements.ts';
import { projectFile, type ProjectFile } from './project-table.ts';
import { tomlReader } from './read-toml.ts';
import { workspaceFolder } from './workspace-folder.ts';
import { pathFrom } from './path-from.ts';

/** A uv workspace (uv, "Using workspaces"). */
export interface UvWorkspace {
  /** Absolute. */
  readonly folder: string;
  /** Its pyproject.toml. */
  readonly file: string;
  readonly members: readonly string[];
  readonly exclude: readonly string[];
  /** `tool.uv.sources` of its pyproject.toml, which apply to its members. */
  readonly sources: Readonly<Record<string, unknown>>;
}

/** Returns the uv workspace that a project belongs to, up to the folder of the Nx workspace; undefined if there is none. */
export const findUvWorkspace = async ({ found, folder }: OpenedProject): Promise<UvWorkspace | undefined> => {
  const top = await workspaceFolder(folder);
  let file: ProjectFile | undefined = found;
  for (let at = folder; ; at = dirname(at)) {
    const workspace = file?.tool?.uv?.workspace;
    if (workspace !== undefined) {
      const sources = file?.tool?.uv?.sources ?? {};
      const one = { folder: at, file: join(at, 'pyproject.toml'), sources, ...workspace };
      return at === folder || isMember(one, pathFrom(at, folder)) ? one : undefined;
    }
    if (at === top || dirname(at) === at) return undefined;
    file = await projectIn(dirname(at));
  }
};

/** Returns the folder of a workspace’s member by its normalized name; undefined if it has none of this name. */
export const memberCalled = async (workspace: UvWorkspace, name: string): Promise<string | undefined> => {
  const folders = await foldersBelow(workspace, workspace.folder, '');
  const isNamesake = (folder: string): boolean => normalizeProjectName(basename(folder)) === name;
  // Most members are called as their folders
  const likely = [
    ...folders.filter(isNamesake),
    workspace.folder,
    ...folders.filter((one) => !isNamesake(one)),
  ];
  for (const folder of likely) {
    const { project } = (await projectIn(folder)) ?? {};
    if (project !== undefined && normalizeProjectName(project.name) === name) return folder;
  }
  return undefined;
};

const isMember = ({ members, exclude }: UvWorkspace, path: string): boolean =>
  picomatch.isMatch(path, [...members], { ignore: [...exclude] });

/** Returns the members' folders, in the order of their names. */
const foldersBelow = async (
  workspace: UvWorkspace,
  folder: string,
  path: string,
): Promise<readonly string[]> => {
  const level = path === '' ? 0 : path.split('/').length;
  if (level >= mostLevels(workspace)) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const found: string[] = [];
  for (const name of names) {
    const own = path === '' ? name : `${path}/${name}`;
    if (isMember(workspace, own)) found.push(join(folder, name));
    found.push(...(await foldersBelow(workspace, join(folder, name), own)));
  }
  return found;
};

/** The globs of members have a fixed depth, except those with `**`. */
const mostLevels = ({ members }: UvWorkspace): number =>
  Math.max(0, ...members.map((glob) => (glob.includes('**') ? 8 : glob.split('/').length)));

/** Returns the pyproject.toml in a folder; undefined if it is missing or invalid. */
const projectIn = (folder: string): Promise<ProjectFile | undefined> =>
  readProjectFile(join(folder, 'pyproject.toml'), 'pyproject.toml').catch(() => undefined);

const readProjectFile = tomlReader(projectFile);
