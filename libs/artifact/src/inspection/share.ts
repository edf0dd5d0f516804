import { z } from 'zod';

/** What a part of a zip costs, in bytes. */
export const shareSchema = z.strictObject({
  files: z.int().nonnegative(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

/** A distribution of a zip, by its own metadata. */
export const inspectedPackageSchema = z.strictObject({
  name: z.string().meta({ description: 'Normalised (PEP 503).' }),
  version: z.string(),
  ...shareSchema.shape,
  requiredBy: z.array(z.string()).meta({
    description: 'The packages of the zip that require it; none where somebody asked for it by name.',
  }),
});

export type Share = z.infer<typeof shareSchema>;
export type InspectedPackage = z.infer<typeof inspectedPackageSchema>;
