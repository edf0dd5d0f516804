import { join } from 'node:path';
import { walkSources } from '@layerkit/zip/sources';
import { walkProject } from '../from-source/project-files.ts';
import type { LayerInputs } from '../layer-inputs.ts';
import { ownParts } from '../plan/own-projects.ts';

/** A file of own code. */
export interface OwnFile {
  /** The path below its folder, with `/`. */
  readonly name: string;
  readonly path: string;
}

/** The files of one folder of own code. */
export interface OwnFolder {
  /** Relative to the project. */
  readonly folder: string;
  /** The name of the local package; undefined for a folder of `sources`. */
  readonly package: string | undefined;
  readonly files: readonly OwnFile[];
}

/**
 * Lists the files of own code that a build for a target reads. A link counts under its own name.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const ownFolders = async (layer: LayerInputs): Promise<readonly OwnFolder[]> => {
  const { projects, folders } = await ownParts(layer);
  const all = [
    ...projects.map((one) => ({ ...one, walk: walkProject })),
    ...folders.map((folder) => ({ folder, name: undefined, walk: walkSources })),
  ];
  return Promise.all(
    all.map(async ({ folder, name, walk }) => ({
      folder,
      package: name,
      files: (await walk(join(layer.projectRoot, folder))).files,
    })),
  );
};
