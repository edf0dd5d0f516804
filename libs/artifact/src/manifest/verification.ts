import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { targetSchema } from './layer-manifest.ts';

const importedModuleSchema = z.strictObject({
  module: z.string(),
  imported: z.boolean(),
  /** What its import took with all that it needs and that was not there yet. */
  seconds: z.number().nonnegative(),
  /** The share of it alone, less that of other modules in this list: over all of them these add up to the whole. */
  ownSeconds: z.number().nonnegative().optional(),
  /** By how much the import made the interpreter’s resident memory grow (Linux’s /proc/self/statm). */
  memoryBytes: z.number().int().nonnegative().optional(),
  /** As for `ownSeconds`. */
  ownMemoryBytes: z.number().int().nonnegative().optional(),
  /** The version of the distribution that brought the module; absent where none claims it. */
  version: z.string().optional(),
  /** Path on Lambda: /opt/python/… */
  file: z.string().optional(),
  /** Top-level names it imports that neither the layer nor the standard library has. */
  outside: z.array(z.string()).optional(),
  /** Exception class and message of a module that failed. */
  error: z.string().optional(),
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
    /** A loopback address means: a local AWS, not AWS. */
    endpoint: z.string(),
    limitations: z.array(z.string()),
  }),
]);

/** `verification.json` beside `layer.zip`: what was imported, where, bound to the zip by its digest. */
export const verificationSchema = z.strictObject({
  schema: z.literal('layerkit/verification/2'),
  target: targetSchema,
  zipSha256: sha256Schema,
  outcome: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.enum(['passed', 'failed']),
      /** How deep the imports went. */
      scope: z.enum(['top-level', 'submodules']),
      where: whereSchema,
      modules: z.array(importedModuleSchema),
    }),
    z.strictObject({ status: z.literal('not-checked'), reason: z.string() }),
  ]),
});

export type ImportedModule = z.infer<typeof importedModuleSchema>;
/** Where modules were imported, and in which ways that is not what AWS has. */
export type VerificationPlace = z.infer<typeof whereSchema>;
export type Verification = z.infer<typeof verificationSchema>;
