export { inspectLayer, type InspectLayerRequest, type LayerInspection } from './inspect-layer.ts';
export type { ZipUnderInspection } from './inspect/inspect-zip.ts';
export { factsOfBuild } from './inspect/facts-of-build.ts';
export { inspectStack } from './stack/inspect-stack.ts';
export { looksLikeFunction } from './stack/looks-like-function.ts';
