import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import { keepLayerZip, unpackedBytesOf } from '@layerkit/packaging';
import { fillLayerArn, isLayerArn } from '@layerkit/platform-resolution/layer-arns';
import type { ThirdPartyLayer } from '@layerkit/publishing/functions';
import {
  compatibleTargets,
  downloadLayerZip,
  parseLayerVersionArn,
  type LayerVersions,
} from '@layerkit/publishing/layer-versions';

/** Looks into a layer version that function.json names by its ARN. */
export type LookInto = (arn: string) => Promise<ThirdPartyLayer>;

/** Returns the ARNs among the layers of function.json as they are in a region. */
export const thirdPartyArns = (definition: FunctionDefinition, region: string): readonly string[] =>
  (definition.layers ?? []).filter(isLayerArn).map((arn) => fillLayerArn(arn, definition, region));

/** Looks into layer versions of the region of a deployment. */
export const inDeployment =
  (definition: FunctionDefinition, layers: LayerVersions, region: string): LookInto =>
  (arn) =>
    lookInto(fillLayerArn(arn, definition, region), layers);

/** Looks into layer versions of any region. `{region}` is the given one, or that of the environment. */
export const inAnyRegion =
  (definition: FunctionDefinition, given: string | undefined): LookInto =>
  async (template) => {
    try {
      // Loaded here, because the AWS SDK takes long to load, and most functions have no such layers
      const { connectLambda } = await import('@layerkit/publishing/aws');
      const region = isForOneRegion(template) ? '' : (await connectLambda({ region: given })).where.region;
      const arn = fillLayerArn(template, definition, region);
      const { layers } = await connectLambda({ region: parseLayerVersionArn(arn).region });
      return await lookInto(arn, layers);
    } catch (error) {
      return unread(template, error);
    }
  };

const isForOneRegion = (arn: string): boolean => !arn.includes('{region}');

/** Fetches the zip of a layer version into the store, unless it is there. Credentials may not allow it. */
const lookInto = async (arn: string, layers: LayerVersions): Promise<ThirdPartyLayer> => {
  try {
    const version = await layers.getByArn(arn);
    if (version === undefined) return { arn, content: { status: 'missing' } };
    const { sha256 } = version;
    const zipPath = await keepLayerZip({ sha256, download: (path) => downloadLayerZip(version, path) });
    const unpackedBytes = unpackedBytesOf(zipPath);
    const targets = compatibleTargets(version);
    return { arn, content: { status: 'read', zipPath, unpackedBytes, sha256, targets } };
  } catch (error) {
    return unread(arn, error);
  }
};

const unread = (arn: string, error: unknown): ThirdPartyLayer => {
  if (!isLayerkitError(error)) throw error;
  return { arn, content: { status: 'unread', reason: error.message } };
};
