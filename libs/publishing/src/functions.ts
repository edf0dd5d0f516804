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
export { deployFunction, type Deployment } from './functions/deploy-function.ts';
export { refuseOtherRegions, type ThirdPartyLayer } from './functions/third-party-layer.ts';
export { downloadFunctionCode, readExistingFunction } from './functions/read-existing-function.ts';
export type { CurrentFunction } from './functions/read-function.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
