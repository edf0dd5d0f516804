import { z } from 'zod';
import { uploadedCodeSchema } from '../uploaded-code/uploaded-code-store.ts';

/** A published layer version in the state. It never changes. */
export const layerVersionSchema = z.object({
  version: z.number(),
  createdDate: z.string(),
  description: z.string(),
  licenseInfo: z.string().optional(),
  compatibleRuntimes: z.array(z.string()),
  compatibleArchitectures: z.array(z.string()),
  archive: uploadedCodeSchema,
});
export type LayerVersion = z.infer<typeof layerVersionSchema>;

export const layerSchema = z.object({
  /** The last number that was assigned. It stays when that version is deleted. */
  lastVersion: z.number(),
  versions: z.array(layerVersionSchema),
});
export type Layer = z.infer<typeof layerSchema>;

export type Layers = Readonly<Record<string, Layer>>;

export type NewLayerVersion = Omit<LayerVersion, 'version'>;

const noLayer: Layer = { lastVersion: 0, versions: [] };

export const findLayer = (layers: Layers, name: string): Layer =>
  (Object.hasOwn(layers, name) ? layers[name] : undefined) ?? noLayer;

/** Returns the layers with one more version, whose number was never used before. */
export const addLayerVersion = (
  layers: Layers,
  name: string,
  content: NewLayerVersion,
): { readonly layers: Layers; readonly added: LayerVersion } => {
  const layer = findLayer(layers, name);
  const added = { ...content, version: layer.lastVersion + 1 };
  const next = { lastVersion: added.version, versions: [...layer.versions, added] };
  return { layers: { ...layers, [name]: next }, added };
};

/** Returns the layers without the version. Its number is not used again. */
export const removeLayerVersion = (layers: Layers, name: string, version: number): Layers => {
  const layer = findLayer(layers, name);
  const versions = layer.versions.filter((one) => one.version !== version);
  return versions.length === layer.versions.length ? layers : { ...layers, [name]: { ...layer, versions } };
};

export const findLayerVersion = (layers: Layers, name: string, version: number): LayerVersion | undefined =>
  findLayer(layers, name).versions.find((one) => one.version === version);

export interface Compatibility {
  readonly runtime?: string | undefined;
  readonly architecture?: string | undefined;
}

/** Returns the versions of a layer that match the filter, newest first. */
export const matchingVersions = (layer: Layer, wanted: Compatibility): readonly LayerVersion[] =>
  layer.versions
    .filter(
      (one) =>
        (wanted.runtime === undefined || one.compatibleRuntimes.includes(wanted.runtime)) &&
        (wanted.architecture === undefined || one.compatibleArchitectures.includes(wanted.architecture)),
    )
    .sort((one, other) => other.version - one.version);
