import { z } from 'zod';
import { auditSchema, codeSha256Schema, targetSchema, zipFactsSchema } from './layer-manifest.ts';

/** `manifest.json` next to `function.zip`. */
export const functionManifestSchema = z
  .strictObject({
    schema: z.literal('layerkit/function-manifest/1'),
    functionName: z.string().meta({ description: 'The function that the zip is for; the first of several.' }),
    functionNames: z.array(z.string()).optional().meta({
      description: 'All functions that the zip is for, if several of one function.json share it.',
    }),
    target: targetSchema,
    zip: zipFactsSchema,
    codeSha256: codeSha256Schema,
    audit: auditSchema.optional().meta({
      description:
        'The findings of the audit of the finished zip, and those that function.json ignores, each with its reason.',
    }),
  })
  .meta({
    title: 'manifest.json of a function',
    description: 'The manifest next to function.zip describes the built function. Sizes are in bytes.',
  });

export type FunctionManifest = z.infer<typeof functionManifestSchema>;
