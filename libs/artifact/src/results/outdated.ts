import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';
import { packageVersionSchema } from './package-version.ts';

const offeredVersionSchema = z.strictObject({
  version: z.string(),
  wheelBytes: z.int().nonnegative().optional().meta({
    description: 'Of the wheel that would be chosen; absent where no index tells, or there is no wheel.',
  }),
});

const outdatedPackageSchema = z.strictObject({
  name: z.string().meta({ description: 'Normalised (PEP 503).' }),
  locked: offeredVersionSchema,
  allowed: offeredVersionSchema.optional().meta({
    description:
      'The version that lock --upgrade would choose. Absent if there is none, or if it is already locked.',
  }),
  newest: offeredVersionSchema.optional().meta({
    description:
      'The newest that runs on the target at all. Absent where that is what is allowed, or locked: otherwise the requirements, or another package’s, hold it back.',
  }),
});

const outdatedTargetSchema = z.strictObject({
  target: targetSchema,
  packages: z.int().nonnegative().meta({ description: 'How many the lock pins.' }),
  outdated: z
    .array(outdatedPackageSchema)
    .meta({ description: 'By name; those that are up to date are left out.' }),
  added: z.array(packageVersionSchema).meta({ description: 'Packages that lock --upgrade would add.' }),
  removed: z.array(packageVersionSchema).meta({ description: 'Packages that lock --upgrade would remove.' }),
  wheelBytesDifference: z.int().optional().meta({
    description:
      'By how much the wheels of lock --upgrade are larger, or smaller; absent where one is not known.',
  }),
  warnings: z.array(z.string()),
});

/** `outdated.json`: which pins had newer versions when outdated was last run. */
export const outdatedSchema = z.strictObject({
  schema: z.literal('layerkit/outdated/1'),
  targets: z.array(outdatedTargetSchema),
});
