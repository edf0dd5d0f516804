export {
  artifactDirectory,
  forgetManifests,
  forgetOtherManifests,
  forgetVerification,
  functionZipName,
  layerZipName,
  manifestName,
  outputRootOf,
  readFunctionArtifact,
  readLayerArtifact,
  readVerification,
  formatManifest,
  writeManifest,
  writeVerification,
  type FunctionArtifact,
  type LayerArtifact,
} from './artifact/artifact.ts';
export {
  forgetRejectedLayer,
  readRejectedLayer,
  rejectedDirectory,
  writeRejectedLayer,
} from './artifact/rejected-layer.ts';
