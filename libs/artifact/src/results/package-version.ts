import { z } from 'zod';

/** A package with its version, as in all results. */
export const packageVersionSchema = z.strictObject({
  name: z.string().meta({ description: 'Normalized (PEP 503).' }),
  version: z.string(),
});

/** A size in the layer’s zip, and unpacked in /opt. */
export const sizeSchema = z.strictObject({
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});
