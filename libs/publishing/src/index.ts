export { lambdaLimits } from './zip/limits.ts';
export type {
  LayerVersion,
  LayerVersions,
  ListedLayerVersion,
  NewLayerVersion,
  StoredLayerVersion,
} from './layer-versions/layer-versions.ts';
export { parseLayerVersionArn, type LayerVersionArn } from './layer-versions/layer-version-arn.ts';
export { downloadLayerVersion, type DownloadRequest } from './layer-versions/download-layer-version.ts';
export { ownWordsOf } from './layer-versions/version-description.ts';
export { findLayerVersion, type WantedLayerVersion } from './layer-versions/find-layer-version.ts';
export type { LayerRelease } from './layer-versions/layer-release.ts';
export {
  planPublication,
  type PlannedRelease,
  type PublicationPlan,
} from './layer-versions/plan-publication.ts';
export { describeProofs, type TargetProof } from './layer-versions/target-proofs.ts';
export { applyPublication, type PublishedRelease } from './layer-versions/apply-publication.ts';
export { publishLayer, type Publication, type PublishLayerOptions } from './layer-versions/publish-layer.ts';
export type {
  FunctionConfiguration,
  Functions,
  FunctionState,
  NewCode,
  NewConfiguration,
  NewFunction,
  ReportedConfiguration,
  WriteOutcome,
} from './functions/functions.ts';
export type { AttachedLayer } from './functions/attached-layers.ts';
export type { ResolvedLayer } from './functions/resolve-layers.ts';
export type { ConfigurationChange } from './functions/configuration-changes.ts';
export type { CodeChange, DeploymentPlan, DeploymentStep } from './functions/plan-deployment.ts';
export { defaultPatience, type Patience } from './functions/settled-state.ts';
export { deployFunction, type DeployFunctionOptions, type Deployment } from './functions/deploy-function.ts';
export { formatDeploymentPlan } from './functions/format-deployment-plan.ts';
export type { Invocation, Invoked, LogTail } from './smoke/invocation.ts';
export type { InitReport, Report } from './smoke/log/report.ts';
export { knownFailures, type KnownFailure, type KnownFailureId } from './smoke/log/known-failures.ts';
export type { SmokeCaseReport, SmokeProblem, SmokeReport } from './smoke/smoke-report.ts';
export { smokeFailure, smokeFunction, type SmokeFunctionOptions } from './smoke/smoke-function.ts';
export { formatSmokeCase, formatSmokeReport } from './smoke/format-smoke-report.ts';
export { describeFunctionError } from './smoke/describe-function-error.ts';
export type { LeftOver } from './verification/find-left-overs.ts';
export {
  formatTemporaryFunctionPlan,
  planTemporaryFunction,
  type TemporaryFunctionPlan,
} from './verification/plan-temporary-function.ts';
export type { ListedFunction, ListedLayer, TemporaryResources } from './verification/temporary-resources.ts';
export {
  withTemporaryFunction,
  type TemporaryFunctionOptions,
} from './verification/with-temporary-function.ts';
export { connectLambda, type ConnectLambdaOptions, type LambdaConnection } from './aws/connect-lambda.ts';
export type { Where } from './aws/aws-failure.ts';
