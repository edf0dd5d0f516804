import type { Result } from '@layerkit/artifact';
import type { Deployment } from '@layerkit/publishing';

/** What deploy leaves for machines. */
export const deploymentResult = ({ plan, layers, ...deployment }: Deployment): Result<'deployment'> => ({
  schema: 'layerkit/deployment/1',
  ...deployment,
  // of a layer that has yet to be published the plan has a name in place of an ARN
  layers: layers.map(({ arn, ...layer }) => (layer.version === undefined ? layer : { ...layer, arn })),
  steps: plan.steps,
});
