import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { fitsZip } from '../zip-writer.ts';
import { walkPlaces, type Places } from './walk-places.ts';
import { isInside } from './walk-sources.ts';
import { writeStoredZip, type ZippedSources } from './write-stored-zip.ts';

export interface ZipPlacesRequest {
  readonly projectRoot: string;
  readonly places: Places;
  /** Folders, with a `/` at the end, whose files are all programs: mode 0755. */
  readonly programFolders: readonly string[];
  readonly outputPath: string;
}

/**
 * Puts folders and files of a project into a zip at their places, as `zipSources` does with a single folder.
 * @throws LayerkitError source/invalid, with every problem
 */
export const zipPlaces = async (request: ZipPlacesRequest): Promise<ZippedSources> => {
  const { projectRoot, places, programFolders, outputPath } = request;
  await refuseOwnOutput(request);
  const { files, problems } = await walkPlaces(projectRoot, places);
  if (problems.length > 0) throw invalid(`files of ${projectRoot} can’t be put into the layer`, problems);
  if (!fitsZip({ entries: files.length, bytes: 0 }))
    throw invalid(`${projectRoot} has more than 65,534 files for the layer`);
  return writeStoredZip({
    files: files.map((file) => ({
      ...file,
      isProgram: programFolders.some((folder) => file.name.startsWith(folder)),
    })),
    outputPath,
    invalid,
  });
};

/** Refuses an output inside a folder: each build would include the previous one and differ from it. */
const refuseOwnOutput = async ({ projectRoot, places, outputPath }: ZipPlacesRequest): Promise<void> => {
  const output = await realpath(dirname(outputPath));
  for (const [place, from] of Object.entries(places)) {
    const path = await realpath(join(projectRoot, from)).catch(() => undefined);
    if (path !== undefined && isInside(path, output))
      throw invalid(
        `${place}: ${from} contains the output folder ${output}, so it can’t be put into the layer`,
      );
  }
};

const invalid = (message: string, problems: readonly string[] = [], cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'source/invalid',
    message,
    problems,
    hint: 'Fix this, or change “files” in layer.json.',
    cause,
  });
