import { architectures, runtimes, type Architecture, type Runtime } from '@layerkit/platform-resolution';
import { connectLambda } from '@layerkit/publishing/aws';
import { downloadLayerVersion, ownWordsOf, parseLayerVersionArn } from '@layerkit/publishing/layer-versions';
import type { ExistingLayer } from './existing-layer.ts';
import { someOf } from './some-of.ts';

export interface DownloadedLayer extends Pick<ExistingLayer, 'fields'> {
  readonly layerName: string;
  /** The compatible runtimes that layerkit supports; undefined if there are none. */
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
}

/**
 * Downloads a layer version by its ARN to a path. Returns its name, description, license, and compatible
 * runtimes and architectures.
 * @throws LayerkitError layer-version/*, aws/*
 */
export const downloadLayer = async (name: string, path: string): Promise<DownloadedLayer> => {
  // The AWS SDK’s notice about future Node.js versions is for layerkit’s maintainers; it has no option for this
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { arn, region, layerName } = parseLayerVersionArn(name);
  const { layers } = await connectLambda({ region });
  const version = await downloadLayerVersion({ layers, arn, path });
  const description = ownWordsOf(version.description).slice(0, longestDescription).trim();
  return {
    layerName,
    runtimes: someOf(runtimes.filter((runtime) => version.runtimes.includes(runtime))),
    architectures: someOf(architectures.filter((one) => version.architectures.includes(one))),
    fields: { description: description || undefined, licenseInfo: version.licenseInfo },
  };
};

/** The limit of layer.json. publish appends the digest to the description. */
const longestDescription = 180;
