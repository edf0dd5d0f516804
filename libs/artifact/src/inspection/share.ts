import { z } from 'zod';

/** The size of a part of a zip, in bytes. */
export const shareSchema = z.strictObject({
  files: z.int().nonnegative(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

/** A distribution in a zip, from its own metadata. */
export const inspectedPackageSchema = z.strictObject({
  name: z.string().meta({ description: 'Normalized (PEP 503).' }),
  version: z.string(),
  ...shareSchema.shape,
  requiredBy: z.array(z.string()).meta({
    description:
      'The packages in the zip that require it. Empty if only the layer’s own requirements name it.',
  }),
});

export type Share = z.infer<typeof shareSchema>;
export type InspectedPackage = z.infer<typeof inspectedPackageSchema>;
