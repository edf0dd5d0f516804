import { join, relative } from 'node:path';
import { rejectedDirectory, writeRejectedLayer, type LayerManifest } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';

export interface RejectionRequest {
  /** The folder that the artifact would have. */
  readonly directory: string;
  /** The finished zip, on the same file system; it is moved. */
  readonly zipPath: string;
  readonly manifest: LayerManifest;
  readonly wayIn?: string;
}

/** Keeps a refused layer where it can be looked into, and returns the failure with how. */
export const rejectLayer = async (
  failure: LayerkitError,
  { directory, zipPath, manifest, wayIn }: RejectionRequest,
): Promise<LayerkitError> => {
  const { code, message, problems, hint = '' } = failure;
  await writeRejectedLayer(directory, { zipPath, manifest, code });
  const kept = relative('', join(rejectedDirectory(directory), manifest.zip.file));
  return new LayerkitError({
    code,
    message,
    problems,
    hint: `${hint} Look into what was refused: ${wayIn ?? `npx layerkit inspect ${kept}`}`,
  });
};
