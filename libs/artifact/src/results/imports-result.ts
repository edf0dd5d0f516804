import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';

const importsListSchema = z.strictObject({
  target: targetSchema.meta({
    description: 'The target that it was recorded on. It applies to every target with this runtime.',
  }),
  file: z.string().meta({ description: 'Path relative to the project.' }),
  status: z.enum(['written', 'unchanged']),
  imported: z
    .int()
    .nonnegative()
    .meta({ description: 'The number of files of the layer that the entry modules import.' }),
});

/** `imports.json`: what the last run of imports recorded. */
export const importsResultSchema = z.strictObject({
  schema: z.literal('layerkit/imports/1'),
  lists: z.array(importsListSchema),
});
