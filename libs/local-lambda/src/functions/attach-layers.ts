import { findImportedLayer, type ImportedLayers } from '../layers/imported-layers.ts';
import { findLayerVersion, type Layers } from '../layers/layer-record.ts';
import { foreignLayer, parseLayerVersionArn, type LayerVersionReference } from '../naming/layer-name.ts';
import { layerArn, type Scope } from '../naming/scope.ts';
import { invalidParameterValue } from '../refusal/refusals.ts';
import { unpackedLimit } from '../uploaded-code/check-uploaded-code.ts';
import type { UploadedCode } from '../uploaded-code/uploaded-code-store.ts';
import type { AttachedLayer } from './function-record.ts';

export const layersLimit = 5;

/** The layers of this account in a region, and those imported from others. */
export interface LayersOfRegion {
  readonly layers: Layers;
  readonly imported: ImportedLayers;
}

/**
 * Returns the layer versions with the given ARNs, in the same order.
 * @throws Refusal for more than five layers, two versions of one layer, another region or account, or a
 *   version that does not exist or was deleted
 */
export const attachLayers = (
  arns: readonly string[],
  region: LayersOfRegion,
  scope: Scope,
): readonly AttachedLayer[] => {
  if (arns.length > layersLimit)
    throw invalidParameterValue(`Cannot reference more than ${layersLimit} layers.`);
  const references = arns.map((arn) => ({ arn, reference: refuseForeign(arn, region.imported, scope) }));
  refuseTwice(references);
  return references.map(({ arn, reference }) => {
    const found =
      findImportedLayer(region.imported, arn) ??
      findLayerVersion(region.layers, reference.name, reference.version);
    if (found === undefined) throw missing(arn);
    return { arn, archive: found.archive };
  });
};

/** @throws Refusal if the code and the layers of a function unpack to more than Lambda accepts */
export const refuseTooMuchTogether = (code: UploadedCode, layers: readonly AttachedLayer[]): void => {
  const together = layers.reduce((sum, { archive }) => sum + archive.unpackedSize, code.unpackedSize);
  if (together > unpackedLimit)
    throw invalidParameterValue(
      `Function code combined with layers exceeds the maximum allowed size of ${unpackedLimit} bytes. The actual size is ${together} bytes.`,
    );
};

const missing = (arn: string) => invalidParameterValue(`Layer version ${arn} does not exist.`);

const refuseForeign = (arn: string, imported: ImportedLayers, scope: Scope): LayerVersionReference => {
  const reference = parseLayerVersionArn(arn);
  if (reference === undefined) throw missing(arn);
  if (reference.region !== scope.region)
    throw invalidParameterValue(
      `Layers are not in the same region as the function. Layers are expected to be in region ${scope.region}.`,
    );
  if (findImportedLayer(imported, arn) !== undefined) return reference;
  if (reference.account !== scope.account) throw foreignLayer(arn, scope);
  // An ARN of another partition would be a second spelling of the same layer version.
  if (!arn.startsWith(`${layerArn(scope, reference.name)}:`)) throw missing(arn);
  return reference;
};

interface Named {
  readonly arn: string;
  readonly reference: LayerVersionReference;
}

const refuseTwice = (references: readonly Named[]): void => {
  const seen = new Map<string, string>();
  for (const { arn, reference } of references) {
    const layer = layerArn(reference, reference.name);
    const other = seen.get(layer);
    if (other !== undefined)
      throw invalidParameterValue(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    seen.set(layer, arn);
  }
};
