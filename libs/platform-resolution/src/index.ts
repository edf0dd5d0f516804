export { runtimes, type Runtime } from './runtimes/runtime.ts';
export { runtimeWarning } from './runtimes/runtime-warning.ts';
export { quotas } from './quotas.ts';
export { architectures, type Architecture } from './targets/architecture.ts';
export {
  defaultTarget,
  formatTarget,
  parseArchitecture,
  parseRuntime,
  parseTarget,
  type Target,
} from './targets/target.ts';
