export { addBytecode, type CompiledSources } from './bytecode/add-bytecode.ts';
export { addFiles } from './splice/add-files.ts';
export { pruneOptions } from './pruning/prune-options.ts';
export { pathInZip } from './splice/layer-file.ts';
export type { LeftPackage } from './splice/left-package.ts';
export type { LayerPlan } from './splice/layer-plan.ts';
export { planLayer } from './splice/plan-layer.ts';
export type { OwnSources } from './splice/read-inputs.ts';
export { spliceLayer } from './splice/splice-layer.ts';
