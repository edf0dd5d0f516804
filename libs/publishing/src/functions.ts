export type {
  FunctionConfiguration,
  Functions,
  FunctionState,
  NewFunction,
  ReportedConfiguration,
  StatedConfiguration,
  WriteOutcome,
} from './functions/functions.ts';
export { chooseLayers, type AttachedLayer } from './functions/attached-layers.ts';
export { deployFunction, type Deployment } from './functions/deploy-function.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
