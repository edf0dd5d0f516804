export { lockPath, type Lock } from './lock/lock.ts';
export { readLock } from './lock/read-lock.ts';
export { formatLock } from './lock/format-lock.ts';
export { checkLockIsFresh } from './lock/check-lock-is-fresh.ts';
export { lockLayer, type LockRequest } from './lock/lock-layer.ts';
export { requirementTexts } from './lock/layer-requirements.ts';
export { strayLocks } from './lock/stray-locks.ts';
export type { LockChanges } from './lock/lock-changes.ts';
export type { Adoption } from './adoption/adoption.ts';
export { adoptRequirements } from './adoption/adopt-requirements.ts';
export { adoptZip, readOwnFiles, type ZipAdoption } from './adoption/adopt-zip.ts';
export { preferencesFor, versionsChanged } from './adoption/versions-changed.ts';
export { findOutdated, type OutdatedTarget } from './outdated/find-outdated.ts';
export { openStore } from './store/wheel-store.ts';
export { ensureWheels } from './store/ensure-wheels.ts';
export type { Wheel } from './store/wheel.ts';
export { buildLayer, type LayerBuild } from './build-layer.ts';
export { filesReadByBuild } from './inputs/files-read.ts';
export { isUnchanged, type FileChanges, type InputChanges } from './inputs/input-changes.ts';
export type { RebuildReason } from './inputs/record-inputs.ts';
export { recordImports } from './imports/record-imports.ts';
export { buildFunction, type FunctionBuild } from './build-function.ts';
export { inspectLayer, type LayerInspection } from './inspect-layer.ts';
export { factsOfBuild } from './inspect/facts-of-build.ts';
export type { ZipUnderInspection } from './inspect/examine-zip.ts';
export { failureCauses, type FailureCause } from './verify/failure-causes.ts';
export { whyNotNeeded } from './verify/expected-failures.ts';
export { missingHandler } from './handler/missing-handler.ts';
export { requirementsInLayer, whyInLayer, type WhyTarget } from './why/why-in-layer.ts';
export { verifyLayer } from './verify-layer.ts';
export { functionPlace } from './verify/import-place.ts';
export {
  archiveProbe,
  invocationBudgetSeconds,
  probeHandler,
  type FunctionAnswer,
} from './verify/probe/function-probe.ts';
export { pruneOptions } from './pruning/prune-options.ts';
export { planLayer } from './splice/plan-layer.ts';
export { spliceLayer } from './splice/splice-layer.ts';
export { describeGroup, groupFindings, type FindingGroup } from './audit/group-findings.ts';
