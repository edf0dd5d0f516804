export {
  layerManifestSchema,
  type BytecodeFacts,
  type FilesSize,
  type LayerManifest,
  type LayerSize,
  type LeftOut,
  type PackageFacts,
  type PlacedFiles,
  type ProvidedPackage,
  type WheelFacts,
  type ZipFacts,
} from './manifest/layer-manifest.ts';
export { packagesToStandIn, providingLayers } from './manifest/provided-packages.ts';
export { leftOutPaths } from './manifest/left-out.ts';
export type { FunctionManifest } from './manifest/function-manifest.ts';
