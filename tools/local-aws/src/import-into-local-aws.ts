import { join } from 'node:path';
import { importLayer, runningEndpoint, startLocalLambda, type LayerToImport } from '@layerkit/local-lambda';
import { connectLambda } from '@layerkit/publishing/aws';
import { downloadLayerVersion, parseLayerVersionArn } from '@layerkit/publishing/layer-versions';
import { inOwnedFolder } from '@layerkit/temporary-files';
import type { LayerImport, Place } from './command-line.ts';

/**
 * Stores a layer version of another account in the local AWS, running or not, and prints what it did. Without a zip it is
 * fetched from AWS with the credentials at hand.
 * @throws LayerkitError local-aws/failed, layer-version/*, aws/*
 */
export const importIntoLocalAws = async ({ arn, zipPath }: LayerImport, place: Place): Promise<number> => {
  parseLayerVersionArn(arn);
  const { status, sha256 } = await inOwnedFolder('import-layer', async (folder) => {
    const layer = zipPath === undefined ? await fetchLayer(arn, join(folder, 'layer.zip')) : { arn, zipPath };
    return importInto(place, layer);
  });
  process.stdout.write(`${status}  ${arn}, sha256 ${sha256}\n`);
  return 0;
};

const fetchLayer = async (arn: string, zipPath: string): Promise<LayerToImport> => {
  const { layers } = await connectLambda({ region: parseLayerVersionArn(arn).region });
  const { description, runtimes, architectures } = await downloadLayerVersion({ layers, arn, path: zipPath });
  return { arn, zipPath, description, runtimes, architectures };
};

const importInto = async (place: Place, layer: LayerToImport) => {
  const endpoint = await runningEndpoint(place.stateDirectory);
  if (endpoint !== undefined) return importLayer(endpoint, layer);
  const local = await startLocalLambda(place);
  try {
    return await importLayer(local.endpoint, layer);
  } finally {
    await local.close();
  }
};
