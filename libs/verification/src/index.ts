export { whyNotNeeded } from './expected-failures.ts';
export { type FailureCause, failureCauses } from './failure-causes.ts';
export { functionPlace } from './import-place.ts';
export {
  zipProbe,
  type FunctionAnswer,
  invocationBudgetSeconds,
  probeHandler,
} from './probe/function-probe.ts';
export type { FindExtras } from './unasked-packages.ts';
export { verifyLayer } from './verify-layer.ts';
