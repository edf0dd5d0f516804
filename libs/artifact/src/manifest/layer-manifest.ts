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
  file: z.string(),
  sha256: sha256Schema,
  bytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  entries: z.int().nonnegative(),
});

const bytecodeSizeSchema = z.strictObject({
  files: z.int().nonnegative(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

const packageSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  wheel: z.string(),
  sha256: sha256Schema,
  builtFrom: z
    .strictObject({ file: z.string(), sha256: sha256Schema })
    .optional()
    .meta({ description: 'The source distribution that the wheel was built from: allowBuild names it.' }),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
  /** The share of compiled modules in these sizes. */
  bytecode: bytecodeSizeSchema.optional(),
});

/** Compiled modules that build added. Own sources’ are among them, and in no package’s. */
const bytecodeSchema = bytecodeSizeSchema.extend({
  mode: z.enum(['imported', 'all']),
  /** Compilers of another patch version may give other bytes, so this one names what they depend on. */
  interpreter: z.string(),
  /** Sources that don’t compile, as templates and code for Python 2. */
  notCompiled: z.array(z.string()),
});

const leftOutSchema = z.strictObject({
  path: z.string(),
  package: z.string(),
  zippedBytes: z.int().nonnegative(),
  unpackedBytes: z.int().nonnegative(),
});

const auditSchema = z.strictObject({
  findings: z.array(findingSchema),
  ignored: z.array(ignoredFindingSchema),
});

/** `manifest.json` beside `layer.zip`: what was built, from what, and what was left out under which rule. */
export const layerManifestSchema = z.strictObject({
  schema: z.literal('layerkit/layer-manifest/1'),
  layerName: z.string(),
  description: z.string().optional(),
  licenseInfo: z.string().optional(),
  target: targetSchema,
  zip: zipFactsSchema,
  /** What the zip would be if no rule had dropped anything. */
  beforePruning: z.strictObject({ bytes: z.int(), unpackedBytes: z.int(), entries: z.int() }),
  packages: z.array(packageSchema),
  bytecode: bytecodeSchema.optional(),
  /** Files dropped by each named prune rule. */
  pruned: z.array(z.strictObject({ rule: z.string(), files: z.array(leftOutSchema) })),
  /** What a wheel carries for an installer and a layer has no use for: scripts, headers, RECORD. */
  notInstalled: z.array(leftOutSchema),
  warnings: z.array(z.string()),
  /** What the audit of the finished zip found, and what layer.json says not to mind, with the reason. */
  audit: auditSchema.optional(),
});

export type ZipFacts = z.infer<typeof zipFactsSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type BytecodeSize = z.infer<typeof bytecodeSizeSchema>;
export type BytecodeFacts = z.infer<typeof bytecodeSchema>;
export type PackageFacts = z.infer<typeof packageSchema>;
export type LayerManifest = z.infer<typeof layerManifestSchema>;
