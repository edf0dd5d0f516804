export type {
  LayerVersion,
  LayerVersions,
  ListedLayerVersion,
  NewLayerVersion,
  StoredLayerVersion,
} from './layer-versions/layer-versions.ts';
export { parseLayerVersionArn } from './layer-versions/layer-version-arn.ts';
export { downloadLayerVersion } from './layer-versions/download-layer-version.ts';
export { ownWordsOf } from './layer-versions/version-description.ts';
export type { LayerRelease } from './layer-versions/layer-release.ts';
export type { PublicationPlan } from './layer-versions/plan-publication.ts';
export { describeProofs, type TargetProof } from './layer-versions/target-proofs.ts';
export type { PublishedRelease } from './layer-versions/apply-publication.ts';
export { publishLayer, type Publication } from './layer-versions/publish-layer.ts';
export type {
  FunctionConfiguration,
  Functions,
  FunctionState,
  NewFunction,
  WriteOutcome,
} from './functions/functions.ts';
export type { AttachedLayer } from './functions/attached-layers.ts';
export { deployFunction, type Deployment } from './functions/deploy-function.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
export type { Invocation, Invoked } from './smoke/invocation.ts';
export type { KnownFailureId } from './smoke/log/known-failures.ts';
export type { SmokeCaseReport, SmokeReport } from './smoke/smoke-report.ts';
export { smokeFailure, smokeFunction } from './smoke/smoke-function.ts';
export { formatSmokeCase } from './smoke/format-smoke-case.ts';
export { describeFunctionError } from './smoke/describe-function-error.ts';
export {
  formatTemporaryFunctionPlan,
  planTemporaryFunction,
} from './temporary-function/plan-temporary-function.ts';
export type { ListedLayer, TemporaryResources } from './temporary-function/temporary-resources.ts';
export { withTemporaryFunction } from './temporary-function/with-temporary-function.ts';
export { connectLambda, type ConnectLambdaOptions, type LambdaConnection } from './aws/connect-lambda.ts';
