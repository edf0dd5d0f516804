export type {
  FunctionConfiguration,
  Functions,
  FunctionState,
  NewFunction,
  WriteOutcome,
} from './functions/functions.ts';
export {
  chooseLayers,
  isThirdParty,
  type AttachedLayer,
  type ProjectLayer,
} from './functions/attached-layers.ts';
export { deployFunction, type Deployment } from './functions/deploy-function.ts';
export { refuseOtherRegions, type ThirdPartyLayer } from './functions/third-party-layer.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
