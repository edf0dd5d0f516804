import { z } from 'zod';
import { layerVersionSchema, type LayerVersion } from './layer-record.ts';

/** Layer versions of other accounts in one region, by ARN. Their owners let everyone use them. */
export const importedLayersSchema = z.record(z.string(), layerVersionSchema);

export type ImportedLayers = Readonly<z.infer<typeof importedLayersSchema>>;

export const findImportedLayer = (imported: ImportedLayers, arn: string): LayerVersion | undefined =>
  Object.hasOwn(imported, arn) ? imported[arn] : undefined;

/** Layer versions never change on AWS. Here another zip replaces an import, in case it was the wrong one. */
export type ImportStatus = 'imported' | 'replaced' | 'unchanged';

/** Returns the layers with one more import, and whether it was there. */
export const addImportedLayer = (
  imported: ImportedLayers,
  arn: string,
  version: LayerVersion,
): { readonly imported: ImportedLayers; readonly status: ImportStatus } => {
  const before = findImportedLayer(imported, arn);
  const isSame =
    before !== undefined &&
    JSON.stringify({ ...before, createdDate: '' }) === JSON.stringify({ ...version, createdDate: '' });
  if (isSame) return { imported, status: 'unchanged' };
  const status = before === undefined ? 'imported' : 'replaced';
  return { imported: { ...imported, [arn]: version }, status };
};
