export type { Need } from './table/executor.ts';
export { filesNamedBy, findInputFiles, mayNameLocals } from './table/lock-input-files.ts';
export { layerRoots } from './table/layer-roots.ts';
export { executorsJson } from './table/executors-json.ts';
export { pluginInput } from './table/installed.ts';
export type { Plugin } from './table/plugins.ts';
export { completeTargets, namedTargets } from './table/project-targets.ts';
export { targetDefaultsOf } from './table/target-defaults.ts';
