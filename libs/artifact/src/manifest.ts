export {
  layerManifestSchema,
  type BytecodeFacts,
  type BytecodeSize,
  type LayerManifest,
  type LayerSize,
  type LeftOut,
  type PackageFacts,
  type WheelFacts,
  type ZipFacts,
} from './manifest/layer-manifest.ts';
export { leftOutPaths } from './manifest/left-out.ts';
export type { FunctionManifest } from './manifest/function-manifest.ts';
