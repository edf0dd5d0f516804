import { z } from 'zod';
import {
  auditSchema,
  codeSha256Schema,
  layerSizeSchema,
  leftOutSchema,
  packageSchema,
  providedSchema,
  targetSchema,
  wheelSchema,
  zipFactsSchema,
} from './layer-manifest.ts';

/** Facts about the packages of a function with `requirements`. */
const packageFields = {
  beforePruning: layerSizeSchema.optional().meta({
    description: 'The size of the zip if no rule had dropped anything. Own code counts too.',
  }),
  packages: z
    .array(packageSchema)
    .optional()
    .meta({ description: 'The packages in the zip. Absent if function.json has no requirements.' }),
  provided: z.array(providedSchema).optional().meta({
    description: 'The packages of the lock that are left to layers, which have a version that fits.',
  }),
  runtimeProvided: z
    .array(wheelSchema)
    .optional()
    .meta({ description: 'The packages of the lock that are left to the runtime.' }),
  pruned: z
    .array(z.strictObject({ rule: z.string(), files: z.array(leftOutSchema) }))
    .optional()
    .meta({ description: 'The files of packages that each prune rule dropped.' }),
  notInstalled: z.array(leftOutSchema).optional().meta({
    description: 'Files of wheels that only an installer needs: scripts, headers, RECORD.',
  }),
  warnings: z.array(z.string()).optional(),
};

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
    ...packageFields,
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
