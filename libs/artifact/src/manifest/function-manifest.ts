import { z } from 'zod';
import { targetSchema, zipFactsSchema } from './layer-manifest.ts';

/** `manifest.json` beside `function.zip`. */
export const functionManifestSchema = z.strictObject({
  schema: z.literal('layerkit/function-manifest/1'),
  functionName: z.string(),
  target: targetSchema,
  zip: zipFactsSchema,
});

export type FunctionManifest = z.infer<typeof functionManifestSchema>;
