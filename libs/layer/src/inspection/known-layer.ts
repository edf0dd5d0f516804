import { dirname } from 'node:path';
import { readVerification, type LayerArtifact } from '@layerkit/artifact';
import { readJsonFile, resultPath, resultSchemas } from '@layerkit/artifact/results';
import { isLayerkitError } from '@layerkit/failure';
import type { KnownLayer } from '@layerkit/report';

/**
 * Returns what the files next to a built zip say about it: the name of its layer, its published version, and the result
 * of verify. Files that are missing, damaged or about other bytes are ignored.
 */
export const knownLayer = async (artifact: LayerArtifact): Promise<KnownLayer> => ({
  layerName: artifact.manifest.layerName,
  version: await publishedVersion(artifact),
  verification: await readVerification(artifact),
});

const publishedVersion = async ({ directory, manifest }: LayerArtifact): Promise<number | undefined> => {
  try {
    const { releases } = await readJsonFile(
      resultPath(dirname(directory), 'publication'),
      resultSchemas.publication,
      unreadable,
    );
    return releases.find(
      ({ sha256, layerName, status }) =>
        sha256 === manifest.zip.sha256 && layerName === manifest.layerName && status !== 'planned',
    )?.version;
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};

const unreadable = {
  missing: { code: 'artifact/missing', hint: 'Run the project’s publish target first.' },
  invalid: 'artifact/invalid',
} as const;
