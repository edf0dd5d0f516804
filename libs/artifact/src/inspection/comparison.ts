import { z } from 'zod';
import { findingSchema } from '../manifest/finding.ts';
import { zipFactsSchema } from '../manifest/layer-manifest.ts';
import { inspectedPackageSchema, shareSchema } from './share.ts';

const changedPackageSchema = z.strictObject({
  name: z.string(),
  from: z.strictObject({ version: z.string(), ...shareSchema.shape }),
  to: z.strictObject({ version: z.string(), ...shareSchema.shape }),
});

/** The changes since another zip for the same target, the baseline. */
export const comparisonSchema = z
  .strictObject({
    zip: zipFactsSchema.meta({ description: 'The baseline zip.' }),
    difference: z
      .strictObject({ bytes: z.int(), unpackedBytes: z.int(), entries: z.int() })
      .meta({ description: 'The growth since the baseline. Negative if the zip became smaller.' }),
    packages: z.strictObject({
      added: z.array(inspectedPackageSchema),
      removed: z.array(inspectedPackageSchema),
      changed: z
        .array(changedPackageSchema)
        .meta({ description: 'Packages with another version, number of files or size.' }),
    }),
    findings: z
      .strictObject({ solved: z.array(findingSchema), new: z.array(findingSchema) })
      .meta({ description: 'Two findings are the same if code, path and package are equal.' }),
  })
  .meta({ description: 'The changes since the baseline.' });

export type Comparison = z.infer<typeof comparisonSchema>;
export type ChangedPackage = z.infer<typeof changedPackageSchema>;
