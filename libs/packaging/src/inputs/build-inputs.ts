import { sha256Schema } from '@layerkit/artifact/digest';
import { layerManifestSchema } from '@layerkit/artifact/manifest';
import { z } from 'zod';

const pinSchema = z.strictObject({ name: z.string(), version: z.string(), sha256: sha256Schema });

/**
 * The schema of `inputs.json` next to `layer.zip`: the build inputs, for the next build’s comparison. Like the zip, the
 * file depends only on the inputs: it has no time, absolute path or host.
 */
export const buildInputsSchema = z.strictObject({
  schema: z.literal('layerkit/build-inputs/1'),
  target: layerManifestSchema.shape.target,
  /** Digest of the build’s manifest. Next to another manifest, this file does not apply. */
  manifestSha256: sha256Schema,
  /** Version of layerkit. */
  tool: z.string(),
  /** The interpreter that compiled modules, if any did: their bytecode depends on it. */
  interpreter: z.string().optional(),
  /** layer.json, with its defaults. */
  definition: z.record(z.string(), z.json()),
  lock: z
    .strictObject({
      /** Digest of the lock’s requirements. */
      requirements: sha256Schema,
      /** Digests of the files with the requirements, by path relative to the project. Nx’s cache depends on all of them. */
      files: z.record(z.string(), sha256Schema).optional(),
      packages: z.array(pinSchema),
    })
    .optional(),
  /** Digests of the locks of the layers that `providedBy` names. */
  providers: z.record(z.string(), sha256Schema).optional(),
  /** Digest of the list of modules that the entry modules import. */
  imports: sha256Schema.optional(),
  /** Digests of the code in `sources`, by path below its folder, or relative to the project if there are several. */
  sources: z.record(z.string(), sha256Schema).optional(),
  /** Digests of the files of each local package, by path below its folder. */
  locals: z.record(z.string(), z.record(z.string(), sha256Schema)).optional(),
  /** Digests of the files that `files` names, by path in the zip. */
  files: z.record(z.string(), sha256Schema).optional(),
});

export type BuildInputs = z.infer<typeof buildInputsSchema>;
