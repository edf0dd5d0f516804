import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { targetSchema } from './layer-manifest.ts';

const importedModuleSchema = z.strictObject({
  module: z.string(),
  imported: z.boolean(),
  seconds: z.number().nonnegative().meta({
    description: 'The time of its import, including the modules that it needs and that were not loaded yet.',
  }),
  ownSeconds: z.number().nonnegative().optional().meta({
    description:
      'The share of it alone, less that of other modules in this list: over all of them these add up to the whole.',
  }),
  memoryBytes: z.number().int().nonnegative().optional().meta({
    description:
      'By how much the import made the interpreter’s resident memory grow (Linux’s /proc/self/statm).',
  }),
  ownMemoryBytes: z.number().int().nonnegative().optional().meta({ description: 'As for `ownSeconds`.' }),
  version: z.string().optional().meta({
    description: 'The version of the distribution that brought the module; absent where none claims it.',
  }),
  file: z.string().optional().meta({ description: 'Path on Lambda: /opt/python/…' }),
  outside: z
    .array(z.string())
    .optional()
    .meta({ description: 'Top-level names it imports that neither the layer nor the standard library has.' }),
  error: z.string().optional().meta({ description: 'Exception class and message of a module that failed.' }),
  expected: z.string().optional().meta({ description: 'Why it need not import, as layer.json says.' }),
});

const whereSchema = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('local'),
    interpreter: z.string(),
    isolation: z.string(),
    limitations: z.array(z.string()),
  }),
  z.strictObject({
    on: z.literal('lambda'),
    interpreter: z.string(),
    region: z.string(),
    endpoint: z.string().meta({ description: 'A loopback address means: a local AWS, not AWS.' }),
    limitations: z.array(z.string()),
  }),
]);

/** `verification.json` beside `layer.zip`: what was imported, where, bound to the zip by its digest. */
export const verificationSchema = z
  .strictObject({
    schema: z.literal('layerkit/verification/2'),
    target: targetSchema,
    zipSha256: sha256Schema,
    outcome: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.enum(['passed', 'failed']),
        scope: z.enum(['top-level', 'submodules']).meta({ description: 'How deep the imports went.' }),
        where: whereSchema,
        modules: z.array(importedModuleSchema),
      }),
      z.strictObject({ status: z.literal('not-checked'), reason: z.string() }),
    ]),
  })
  .meta({
    title: 'verification.json',
    description:
      'Next to layer.zip: which modules were imported, and where. It applies only to the zip with this digest.',
  });

export type ImportedModule = z.infer<typeof importedModuleSchema>;
/** Where modules were imported, and in which ways that is not what AWS has. */
export type VerificationPlace = z.infer<typeof whereSchema>;
export type Verification = z.infer<typeof verificationSchema>;
