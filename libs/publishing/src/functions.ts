export type {
  Functions,
  FunctionState,
  NewFunction,
  RuntimeManagement,
  WriteOutcome,
} from './functions/functions.ts';
export type { ReportedConfiguration, StatedConfiguration } from './functions/function-configuration.ts';
export {
  chooseLayers,
  isThirdParty,
  type AttachedLayer,
  type ProjectLayer,
} from './functions/attached-layers.ts';
export {
  deployFunctions,
  type DeployedFunctions,
  type DeploymentOutcome,
  type FunctionToDeploy,
} from './functions/deploy-functions.ts';
export { deploymentFailure } from './functions/deployment-failure.ts';
export { deployFunction, type Deployment } from './functions/deploy-function.ts';
export { refuseOtherRegions, type ThirdPartyLayer } from './functions/third-party-layer.ts';
export { downloadFunctionCode, readExistingFunction } from './functions/read-existing-function.ts';
export type { CurrentFunction } from './functions/read-function.ts';
export type { DeploymentPlan } from './functions/plan-deployment.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
