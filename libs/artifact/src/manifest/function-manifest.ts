import { z } from 'zod';
import { targetSchema, zipFactsSchema } from './layer-manifest.ts';

/** `manifest.json` beside `function.zip`. */
export const functionManifestSchema = z
  .strictObject({
    schema: z.literal('layerkit/function-manifest/1'),
    functionName: z.string(),
    target: targetSchema,
    zip: zipFactsSchema,
  })
  .meta({
    title: 'manifest.json of a function',
    description: 'Beside function.zip: what was built. Sizes are bytes.',
  });

export type FunctionManifest = z.infer<typeof functionManifestSchema>;
