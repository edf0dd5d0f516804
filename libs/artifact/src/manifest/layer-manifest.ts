import { architectures, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { findingSchema, ignoredFindingSchema } from './finding.ts';

export const targetSchema = z.strictObject({
  runtime: z.enum(runtimes),
  architecture: z.enum(architectures),
});

/** The facts about a zip. All sizes are in bytes. */
export const zipFactsSchema = z.strictObject({
  file: z
    .string()
    .meta({ description: 'The name of the zip, or the path that was given.', examples: ['layer.zip'] }),
  sha256: sha256Schema.meta({ description: 'The digest of the zip: 64 hexadecimal digits.' }),
  bytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  entries: z.int().nonnegative(),
});

/** Of the manifest of a layer or a function. */
export const codeSha256Schema = z.string().optional().meta({
  description:
    'The digest of the zip in base64, as Lambda reports it (CodeSha256) and Terraform compares it (source_code_hash).',
});

/** The size of a zip. */
export const layerSizeSchema = z.strictObject({ bytes: z.int(), unpackedBytes: z.int(), entries: z.int() });

const filesSizeSchema = z.strictObject({
  files: z.int().nonnegative(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

export const wheelSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  wheel: z.string().meta({ description: 'File name of its wheel.' }),
  sha256: sha256Schema.meta({ description: 'The digest of the wheel.' }),
});

export const packageSchema = wheelSchema.extend({
  builtFrom: z.strictObject({ file: z.string(), sha256: sha256Schema }).optional().meta({
    description:
      'The source distribution that the wheel was built from, because allowBuild names the package.',
  }),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  bytecode: filesSizeSchema.optional().meta({ description: 'The share of bytecode in these sizes.' }),
});

export const providedSchema = wheelSchema.extend({
  by: z.string().optional().meta({ description: 'The layer project that has it, if one is known.' }),
  providedVersion: z.string().optional().meta({ description: 'The version that the other layer has.' }),
});

/** The bytecode that build added. That of own code is included here, but in no package. */
const bytecodeSchema = filesSizeSchema.extend({
  mode: z.enum(['imported', 'all']),
  interpreter: z.string().meta({
    description:
      'The interpreter that compiled the modules. Another patch version may compile them to other bytes.',
  }),
  notCompiled: z
    .array(z.string())
    .meta({ description: 'Files that don’t compile, such as templates and code for Python 2.' }),
});

export const leftOutSchema = z.strictObject({
  path: z.string(),
  package: z.string(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

/** The files beside `python/`. */
const placedFilesSchema = filesSizeSchema
  .extend({ places: z.array(z.string()).meta({ description: 'Their places below /opt.' }) })
  .meta({ description: 'The files beside python/, which files of layer.json names.' });

export const auditSchema = z.strictObject({
  findings: z.array(findingSchema),
  ignored: z
    .array(ignoredFindingSchema)
    .meta({ description: 'The findings that audit.ignore of the definition names.' }),
});

/** `manifest.json` next to `layer.zip`. It is written last and names the digest of the zip. */
export const layerManifestSchema = z
  .strictObject({
    schema: z.literal('layerkit/layer-manifest/1'),
    layerName: z.string(),
    description: z.string().optional(),
    licenseInfo: z.string().optional(),
    target: targetSchema,
    zip: zipFactsSchema,
    codeSha256: codeSha256Schema,
    beforePruning: layerSizeSchema.meta({
      description: 'The size of the zip if no rule had dropped anything.',
    }),
    packages: z.array(packageSchema),
    runtimeProvided: z.array(wheelSchema).optional().meta({
      description:
        'The packages that the layer leaves to the runtime. A local verify takes them from the wheels of the lock.',
    }),
    provided: z.array(providedSchema).optional().meta({
      description:
        'The packages that the layer leaves to other layers. verify imports the layer together with these layers.',
    }),
    files: placedFilesSchema.optional(),
    bytecode: bytecodeSchema.optional(),
    pruned: z
      .array(z.strictObject({ rule: z.string(), files: z.array(leftOutSchema) }))
      .meta({ description: 'The files that each prune rule dropped.' }),
    notInstalled: z.array(leftOutSchema).meta({
      description: 'Files of wheels that only an installer needs: scripts, headers, RECORD.',
    }),
    warnings: z.array(z.string()),
    audit: auditSchema.optional().meta({
      description:
        'The findings of the audit of the finished zip, and those that layer.json ignores, each with its reason.',
    }),
  })
  .meta({
    title: 'manifest.json of a layer',
    description:
      'The manifest next to layer.zip describes the built layer, its packages, and the files that each rule left out. Sizes are in bytes.',
  });

export type ZipFacts = z.infer<typeof zipFactsSchema>;
export type LayerSize = z.infer<typeof layerSizeSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type FilesSize = z.infer<typeof filesSizeSchema>;
export type ProvidedPackage = z.infer<typeof providedSchema>;
export type PlacedFiles = z.infer<typeof placedFilesSchema>;
export type BytecodeFacts = z.infer<typeof bytecodeSchema>;
export type WheelFacts = z.infer<typeof wheelSchema>;
export type PackageFacts = z.infer<typeof packageSchema>;
export type LayerManifest = z.infer<typeof layerManifestSchema>;
