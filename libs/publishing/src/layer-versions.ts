export type {
  LayerVersion,
  LayerVersions,
  ListedLayerVersion,
  NewLayerVersion,
  StoredLayerVersion,
} from './layer-versions/layer-versions.ts';
export { parseLayerVersionArn } from './layer-versions/layer-version-arn.ts';
export { compatibleTargets } from './layer-versions/compatible-targets.ts';
export {
  downloadLayerVersion,
  downloadLayerZip,
  getLayerVersion,
} from './layer-versions/download-layer-version.ts';
export { ownWordsOf } from './layer-versions/version-description.ts';
export type { LayerRelease } from './layer-versions/layer-release.ts';
export type { PublicationPlan } from './layer-versions/plan-publication.ts';
export { describeProofs, type TargetProof } from './layer-versions/target-proofs.ts';
export type { PublishedRelease } from './layer-versions/apply-publication.ts';
export { publishLayer, type Publication } from './layer-versions/publish-layer.ts';
