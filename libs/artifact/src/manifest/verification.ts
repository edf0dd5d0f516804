import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { targetSchema } from './layer-manifest.ts';

const importedModuleSchema = z.strictObject({
  module: z.string(),
  imported: z.boolean(),
  seconds: z.number().nonnegative().meta({
    description: 'The time of its import, including the modules that it loads.',
  }),
  ownSeconds: z.number().nonnegative().optional().meta({
    description:
      'Its own share of that time, without other modules in this list. The shares of all modules add up to the total.',
  }),
  memoryBytes: z.number().int().nonnegative().optional().meta({
    description:
      'The growth of the interpreter’s resident memory during the import (Linux’s /proc/self/statm).',
  }),
  ownMemoryBytes: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .meta({ description: 'Its own share of that memory, like `ownSeconds`.' }),
  version: z.string().optional().meta({
    description: 'The version of the distribution that the module belongs to, if there is one.',
  }),
  file: z.string().optional().meta({ description: 'Path on Lambda: /opt/python/…' }),
  outside: z.array(z.string()).optional().meta({
    description: 'Top-level modules that it imports and that neither the layer nor the standard library has.',
  }),
  error: z.string().optional().meta({ description: 'Exception class and message of a failed import.' }),
  needs: z.string().optional().meta({
    description:
      'A package that it lacks and that the layer was not asked to have: an extra, such as `duckdb[all]`, or a package of the runtime.',
  }),
  expected: z.string().optional().meta({ description: 'Why its import may fail, as written in layer.json.' }),
});

const limitsSchema = z
  .strictObject({
    memoryMb: z.number().int().meta({ description: 'Resident memory of all processes together.' }),
    tmpMb: z.number().int().meta({ description: 'Size of the files in /tmp.' }),
    processes: z.number().int().meta({ description: 'Processes and threads together.' }),
    openFiles: z.number().int().meta({ description: 'Open files of each process.' }),
  })
  .meta({ description: 'Limits of the imported code, chosen after Lambda’s own.' });

const whereSchema = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('local'),
    interpreter: z.string(),
    isolation: z.string(),
    limitations: z.array(z.string()),
    layers: z.array(z.string()).optional().meta({
      description: 'The layers of providedBy that were imported together with this one.',
    }),
    limits: limitsSchema.optional(),
  }),
  z.strictObject({
    on: z.literal('lambda'),
    interpreter: z.string(),
    region: z.string(),
    endpoint: z
      .string()
      .meta({ description: 'The endpoint of Lambda. A loopback address is the local Lambda.' }),
    limitations: z.array(z.string()),
  }),
]);

/** `verification.json` next to `layer.zip`: the imported modules and the place, bound to the zip by its digest. */
export const verificationSchema = z
  .strictObject({
    schema: z.literal('layerkit/verification/2'),
    target: targetSchema,
    zipSha256: sha256Schema,
    outcome: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.enum(['passed', 'failed']),
        scope: z
          .enum(['top-level', 'submodules'])
          .meta({ description: 'Whether only top-level modules were imported, or submodules too.' }),
        where: whereSchema,
        modules: z.array(importedModuleSchema),
      }),
      z.strictObject({ status: z.literal('not-checked'), reason: z.string() }),
    ]),
  })
  .meta({
    title: 'verification.json',
    description:
      'The verification result next to layer.zip lists the imported modules and where they were imported. It applies only to the zip with this digest.',
  });

export type ImportedModule = z.infer<typeof importedModuleSchema>;
/** The place where modules were imported, and how it differs from AWS. */
export type VerificationPlace = z.infer<typeof whereSchema>;
export type Verification = z.infer<typeof verificationSchema>;
