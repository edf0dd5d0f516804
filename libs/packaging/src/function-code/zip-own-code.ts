import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolder } from '@layerkit/locking/requirements';
import { sourceFolder, zipFolders, type ZippedSources } from '@layerkit/zip/sources';
import { excludeSources } from './exclude-sources.ts';
import { measureLeftOut, type MeasuredSources, type SizedFile } from './measure-sources.ts';
import { isOutsideProject } from './project-files.ts';

export interface OwnCodeRequest {
  readonly projectRoot: string;
  /** Folders relative to the project. */
  readonly sources: readonly string[];
  /** Globs of paths below each of the folders. */
  readonly exclude: readonly string[];
  /** Whether the project has a lock. */
  readonly hasLock: boolean;
  readonly outputPath: string;
}

export interface ZippedOwnCode {
  readonly archive: ZippedSources;
  /** With the folder before each name if there are several. */
  readonly leftOut: MeasuredSources;
  readonly warnings: readonly string[];
  /** The absolute paths of the files in the zip, as far as their names are those on disk. */
  readonly files: readonly string[];
}

/**
 * Zips the folders of a function’s own code. Folders in the project must not lead out of it by a link, because Nx does not
 * hash files behind links. Other folders may be anywhere in the workspace.
 * @throws LayerkitError source/invalid
 */
export const zipOwnCode = async (request: OwnCodeRequest): Promise<ZippedOwnCode> => {
  const folders = await Promise.all(request.sources.map((sources) => openFolder(request, sources)));
  const archive = await zipFolders({ folders, prefix: '', outputPath: request.outputPath });
  const files = archive.names.flatMap((name) =>
    folders.map(({ directory }) => join(directory, name)).filter((path) => existsSync(path)),
  );
  const leftOut = await leftOutOf(folders, request.exclude);
  return { archive, leftOut, warnings: folders.flatMap(wrongRoot), files };
};

type Folder = Awaited<ReturnType<typeof openFolder>>;

const openFolder = async ({ projectRoot, exclude, hasLock }: OwnCodeRequest, sources: string) => {
  const bounds = isOutsideProject(sources) ? await workspaceFolder(projectRoot) : projectRoot;
  const directory = await sourceFolder(projectRoot, sources, bounds);
  const hasPyproject = existsSync(join(directory, 'pyproject.toml'));
  const exclusion = excludeSources({ sources, exclude, hasPyproject, hasLock });
  return { sources, directory, hasPyproject, ...exclusion };
};

/** A glob is idle if it matches in none of the folders. */
const leftOutOf = async (
  folders: readonly Folder[],
  exclude: readonly string[],
): Promise<MeasuredSources> => {
  const measured = await Promise.all(
    folders.map(async ({ sources, directory, leftOut }) => {
      const one = await measureLeftOut(leftOut(), directory);
      const named = ({ name, bytes }: SizedFile): SizedFile => ({ name: `${sources}/${name}`, bytes });
      if (folders.length === 1) return one;
      return { ...one, ofProject: one.ofProject.map(named), excluded: one.excluded.map(named) };
    }),
  );
  return {
    ofProject: measured.flatMap(({ ofProject }) => ofProject),
    excluded: measured.flatMap(({ excluded }) => excluded),
    idle: exclude.filter((glob) => measured.every(({ idle }) => idle.includes(glob))),
  };
};

/** Returns a warning about a Python project whose modules are one folder deeper. */
const wrongRoot = ({ sources, directory, hasPyproject }: Folder): readonly string[] =>
  isOutsideProject(sources) && hasPyproject && existsSync(join(directory, 'src'))
    ? [
        `${sources} has a pyproject.toml, but a function gets files and not a wheel: its src lands in /var/task/src, where nothing imports from. Name ${sources}/src in sources, or put the package into a layer`,
      ]
    : [];
