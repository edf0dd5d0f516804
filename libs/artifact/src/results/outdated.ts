import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';
import { packageVersionSchema } from './package-version.ts';

const offeredVersionSchema = z.strictObject({
  version: z.string(),
  wheelBytes: z.int().nonnegative().optional().meta({
    description:
      'The size of the wheel for the target. Absent if no wheel fits the target or the index does not state its size.',
  }),
});

const outdatedPackageSchema = z.strictObject({
  name: z.string().meta({ description: 'Normalized (PEP 503).' }),
  locked: offeredVersionSchema,
  allowed: offeredVersionSchema.optional().meta({
    description:
      'The version that lock --upgrade would choose. Absent if there is none, or if it is already locked.',
  }),
  newest: offeredVersionSchema.optional().meta({
    description:
      'The newest version that runs on the target, if the layer’s requirements or another package exclude it. Absent if it is allowed or already locked.',
  }),
});

const outdatedTargetSchema = z.strictObject({
  target: targetSchema,
  packages: z.int().nonnegative().meta({ description: 'The number of packages that the lock pins.' }),
  outdated: z
    .array(outdatedPackageSchema)
    .meta({ description: 'The packages that are out of date, sorted by name.' }),
  passedOver: z.array(z.string()).meta({
    description:
      'Newer versions that the requirements allow, but that lock --upgrade can’t choose, because they have no wheel for the target or need a package that has none, and how to lock them.',
  }),
  added: z.array(packageVersionSchema).meta({ description: 'Packages that lock --upgrade would add.' }),
  removed: z.array(packageVersionSchema).meta({ description: 'Packages that lock --upgrade would remove.' }),
  wheelBytesDifference: z.int().optional().meta({
    description:
      'How much larger the wheels of lock --upgrade are. Negative if they are smaller, absent if a size is unknown.',
  }),
  warnings: z.array(z.string()),
});

/** `outdated.json`: the pins that had newer versions at the last run of outdated. */
export const outdatedSchema = z.strictObject({
  schema: z.literal('layerkit/outdated/1'),
  targets: z.array(outdatedTargetSchema),
});
