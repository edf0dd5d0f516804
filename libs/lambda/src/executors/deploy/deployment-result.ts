import type { Result } from '@layerkit/artifact/results';
import { isThirdParty, type Deployment } from '@layerkit/publishing/functions';
import { parseLayerVersionArn } from '@layerkit/publishing/layer-versions';

/** Returns the content of deployment.json, the result of deploy. */
export const deploymentResult = ({ plan, layers, ...deployment }: Deployment): Result<'deployment'> => ({
  schema: 'layerkit/deployment/1',
  ...deployment,
  layers: layers.map(layerOf),
  steps: plan.steps,
});

const layerOf = (layer: Deployment['layers'][number]): Result<'deployment'>['layers'][number] => {
  if (!isThirdParty(layer)) {
    // for a layer that is not published yet, the plan has a name instead of an ARN
    const { arn, ...rest } = layer;
    return rest.version === undefined ? rest : { ...rest, arn };
  }
  const { arn, content } = layer;
  const { layerName, version } = parseLayerVersionArn(arn);
  const { sha256, unpackedBytes } = content.status === 'read' ? content : {};
  return { layerName, version, arn, sha256, unpackedBytes };
};
