import { architectures, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { findingSchema, ignoredFindingSchema } from './finding.ts';

export const targetSchema = z.strictObject({
  runtime: z.enum(runtimes),
  architecture: z.enum(architectures),
});

/** Sizes are bytes throughout. */
export const zipFactsSchema = z.strictObject({
  file: z.string().meta({ description: 'Its name, or how it was asked for.', examples: ['layer.zip'] }),
  sha256: sha256Schema.meta({ description: 'Its identity, as 64 hexadecimal digits.' }),
  bytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  entries: z.int().nonnegative(),
});

/** What a layer’s zip weighs. */
const layerSizeSchema = z.strictObject({ bytes: z.int(), unpackedBytes: z.int(), entries: z.int() });

const bytecodeSizeSchema = z.strictObject({
  files: z.int().nonnegative(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

const packageSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  wheel: z.string().meta({ description: 'File name of the wheel it was taken from.' }),
  sha256: sha256Schema.meta({ description: 'Of the wheel.' }),
  builtFrom: z
    .strictObject({ file: z.string(), sha256: sha256Schema })
    .optional()
    .meta({ description: 'The source distribution that the wheel was built from: allowBuild names it.' }),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  bytecode: bytecodeSizeSchema
    .optional()
    .meta({ description: 'The share of compiled modules in these sizes.' }),
});

/** Compiled modules that build added. Own sources’ are among them, and in no package’s. */
const bytecodeSchema = bytecodeSizeSchema.extend({
  mode: z.enum(['imported', 'all']),
  interpreter: z.string().meta({
    description:
      'Compilers of another patch version may give other bytes, so this one names what they depend on.',
  }),
  notCompiled: z
    .array(z.string())
    .meta({ description: 'Sources that don’t compile, as templates and code for Python 2.' }),
});

const leftOutSchema = z.strictObject({
  path: z.string(),
  package: z.string(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

const auditSchema = z.strictObject({
  findings: z.array(findingSchema),
  ignored: z
    .array(ignoredFindingSchema)
    .meta({ description: 'Those that audit.ignore of layer.json names.' }),
});

/** Written last: it speaks of the very zip beside it. */
export const layerManifestSchema = z
  .strictObject({
    schema: z.literal('layerkit/layer-manifest/1'),
    layerName: z.string(),
    description: z.string().optional(),
    licenseInfo: z.string().optional(),
    target: targetSchema,
    zip: zipFactsSchema,
    beforePruning: layerSizeSchema.meta({
      description: 'The size of the zip if no rule had dropped anything.',
    }),
    packages: z.array(packageSchema),
    bytecode: bytecodeSchema.optional(),
    pruned: z
      .array(z.strictObject({ rule: z.string(), files: z.array(leftOutSchema) }))
      .meta({ description: 'Files dropped by each named prune rule.' }),
    notInstalled: z.array(leftOutSchema).meta({
      description: 'Files of wheels that only an installer needs: scripts, headers, RECORD.',
    }),
    warnings: z.array(z.string()),
    audit: auditSchema.optional().meta({
      description:
        'The findings of the audit of the finished zip, and those that layer.json ignores, with the reason.',
    }),
  })
  .meta({
    title: 'manifest.json of a layer',
    description:
      'Beside layer.zip: what was built, from what, and what was left out under which rule. Sizes are bytes.',
  });

export type ZipFacts = z.infer<typeof zipFactsSchema>;
export type LayerSize = z.infer<typeof layerSizeSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type BytecodeSize = z.infer<typeof bytecodeSizeSchema>;
export type BytecodeFacts = z.infer<typeof bytecodeSchema>;
export type PackageFacts = z.infer<typeof packageSchema>;
export type LayerManifest = z.infer<typeof layerManifestSchema>;
