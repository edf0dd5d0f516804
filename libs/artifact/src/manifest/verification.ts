import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { targetSchema } from './layer-manifest.ts';

const importedModuleSchema = z.strictObject({
  module: z.string(),
  imported: z.boolean(),
  seconds: z.number().nonnegative(),
  /** The version of the distribution that brought the module; absent where none claims it. */
  version: z.string().optional(),
  /** Exception class and message of a module that failed. */
  error: z.string().optional(),
});

/** `verification.json` beside `layer.zip`: what was imported, where, bound to the zip by its digest. */
export const verificationSchema = z.strictObject({
  schema: z.literal('layerkit/verification/1'),
  target: targetSchema,
  zipSha256: sha256Schema,
  outcome: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.enum(['passed', 'failed']),
      /** How deep the imports went. */
      scope: z.enum(['top-level', 'submodules']),
      interpreter: z.string(),
      isolation: z.string(),
      limitations: z.array(z.string()),
      modules: z.array(importedModuleSchema),
    }),
    z.strictObject({ status: z.literal('not-checked'), reason: z.string() }),
  ]),
});

export type ImportedModule = z.infer<typeof importedModuleSchema>;
export type Verification = z.infer<typeof verificationSchema>;
