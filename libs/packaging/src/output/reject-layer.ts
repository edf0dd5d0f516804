import { join, relative } from 'node:path';
import { rejectedDirectory, writeRejectedLayer } from '@layerkit/artifact';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';

export interface RejectionRequest {
  /** The folder of the artifact. */
  readonly directory: string;
  /** The finished zip on the same file system. It is moved. */
  readonly zipPath: string;
  readonly manifest: LayerManifest;
  readonly wayIn?: string | undefined;
}

/** Keeps a rejected layer and returns the failure with a hint that says how to inspect it. */
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
    hint: `${hint} To inspect the rejected layer, run ${wayIn ?? `npx layerkit inspect ${kept}`}`,
  });
};
