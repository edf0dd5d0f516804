import type { Result } from '@layerkit/artifact/results';
import type { Deployment } from '@layerkit/publishing/functions';

/** Returns the content of deployment.json, the result of deploy. */
export const deploymentResult = ({ plan, layers, ...deployment }: Deployment): Result<'deployment'> => ({
  schema: 'layerkit/deployment/1',
  ...deployment,
  // for a layer that is not published yet, the plan has a name instead of an ARN
  layers: layers.map(({ arn, ...layer }) => (layer.version === undefined ? layer : { ...layer, arn })),
  steps: plan.steps,
});
