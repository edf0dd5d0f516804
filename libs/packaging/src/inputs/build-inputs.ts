import { layerManifestSchema, sha256Schema } from '@layerkit/artifact';
import { z } from 'zod';

const pinSchema = z.strictObject({ name: z.string(), version: z.string(), sha256: sha256Schema });

/**
 * `inputs.json` beside `layer.zip`: what it was built from, so that the next build can say what has changed. A pure
 * function of the inputs, as the zip is: no time, no path, no host.
 */
export const buildInputsSchema = z.strictObject({
  schema: z.literal('layerkit/build-inputs/1'),
  target: layerManifestSchema.shape.target,
  /** Of the manifest that came out: beside another manifest this speaks of something else. */
  manifestSha256: sha256Schema,
  /** Version of layerkit. */
  tool: z.string(),
  /** What compiled modules, where there are any: a part of the result depends on it. */
  interpreter: z.string().optional(),
  /** layer.json, with its defaults. */
  definition: z.record(z.string(), z.json()),
  lock: z
    .strictObject({
      /** Digest of the requirements that the lock was made from. */
      requirements: sha256Schema,
      /** The files that these were read from, by path from the project: Nx goes by all of them, a lock by what counts. */
      files: z.record(z.string(), sha256Schema).optional(),
      packages: z.array(pinSchema),
    })
    .optional(),
  /** Digest of the list of what the entry modules import. */
  imports: sha256Schema.optional(),
  /** Own sources by path below their folder. */
  sources: z.record(z.string(), sha256Schema).optional(),
});

export type BuildInputs = z.infer<typeof buildInputsSchema>;
