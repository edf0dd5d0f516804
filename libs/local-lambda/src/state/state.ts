import { z } from 'zod';
import { functionSchema } from '../functions/function-record.ts';
import { importedLayersSchema } from '../layers/imported-layers.ts';
import { layerSchema } from '../layers/layer-record.ts';

const regionSchema = z.object({
  layers: z.record(z.string(), layerSchema),
  functions: z.record(z.string(), functionSchema),
  imported: importedLayersSchema.default({}),
});

/** The state of one region. Regions are independent of each other. */
export type RegionState = z.infer<typeof regionSchema>;

export const stateSchema = z.object({
  schemaVersion: z.literal(1),
  regions: z.record(z.string(), regionSchema),
});
export type State = z.infer<typeof stateSchema>;

export const emptyState: State = { schemaVersion: 1, regions: {} };

export const regionOf = (state: State, region: string): RegionState =>
  (Object.hasOwn(state.regions, region) ? state.regions[region] : undefined) ?? {
    layers: {},
    functions: {},
    imported: {},
  };

/** Returns the SHA-256 of every zip that a layer version or a function uses. */
export const uploadedCodeInUse = (state: State): ReadonlySet<string> =>
  new Set(
    Object.values(state.regions).flatMap((region) => [
      ...Object.values(region.layers).flatMap(({ versions }) =>
        versions.map(({ archive }) => archive.sha256),
      ),
      ...Object.values(region.imported).map(({ archive }) => archive.sha256),
      ...Object.values(region.functions).flatMap(({ current, transition }) =>
        [current, ...(transition?.before === undefined ? [] : [transition.before])].flatMap((revision) => [
          revision.code.sha256,
          ...revision.layers.map(({ archive }) => archive.sha256),
        ]),
      ),
    ]),
  );
