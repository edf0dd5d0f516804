import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';
import { packageVersionSchema } from './package-version.ts';

const lockedTargetSchema = z.strictObject({
  target: targetSchema,
  file: z
    .string()
    .meta({ description: 'Path relative to the project.', examples: ['lock/python3.12-x86_64.txt'] }),
  status: z.enum(['written', 'unchanged', 'checked']).meta({
    description: 'checked: --check found the lock fresh, and nothing was resolved.',
  }),
  packages: z.int().nonnegative().meta({ description: 'The number of packages that the lock pins.' }),
  locals: z
    .array(z.strictObject({ name: z.string(), folder: z.string() }))
    .optional()
    .meta({
      description:
        'The packages of the workspace that go into the layer. Their requirements are locked, and their code is not. Folders are relative to the project.',
    }),
  added: z.array(packageVersionSchema),
  removed: z.array(packageVersionSchema),
  changed: z
    .array(z.strictObject({ name: z.string(), from: z.string(), to: z.string() }))
    .meta({ description: 'from and to are equal if another file of the same version was chosen.' }),
  warnings: z.array(z.string()),
  passedOver: z.array(z.string()).meta({
    description:
      'Newer versions that the requirements allow, but that have no wheel for the target or need a package that has none, and how to lock them.',
  }),
});

/** `lock.json`: what the last run of lock did to the locks. */
export const lockResultSchema = z.strictObject({
  schema: z.literal('layerkit/lock/1'),
  targets: z.array(lockedTargetSchema),
});
