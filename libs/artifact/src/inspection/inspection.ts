import { z } from 'zod';
import { findingCodes, findingSchema, ignoredFindingSchema } from '../manifest/finding.ts';
import { targetSchema, zipFactsSchema } from '../manifest/layer-manifest.ts';
import { comparisonSchema } from './comparison.ts';
import { inspectedPackageSchema, shareSchema } from './share.ts';

/** What a binary’s findings come to. */
const binaryStatuses = ['ok', 'unused', 'ignored', 'doubtful', 'wrong'] as const;

const inspectedBinarySchema = z
  .strictObject({
    path: z.string(),
    package: z.string().optional().meta({ description: 'The distribution it came from, normalised.' }),
    format: z.enum(['elf', 'mach-o', 'pe']),
    architectures: z.array(z.string()).meta({
      description:
        'x86_64 and arm64 as Lambda has them, others by their usual names; several of a universal one.',
    }),
    platform: z
      .enum(['linux', 'linux-gnu', 'linux-musl', 'macos', 'windows'])
      .meta({ description: 'linux needs no C library of either kind.' }),
    glibc: z
      .string()
      .optional()
      .meta({ description: 'The newest glibc it asks for.', examples: ['2.28'] }),
    status: z.enum(binaryStatuses).meta({
      description:
        'wrong: it has an error; doubtful: a warning; ignored: only findings not to be minded; unused: it is for another platform, but nothing on the target loads it.',
    }),
    findings: z.array(z.enum(findingCodes)).meta({ description: 'Codes of the findings at its path.' }),
  })
  .meta({ description: 'A file that a loader would take for a program or a library.' });

/**
 * What `inspect` says of a layer zip, and the object of its `--format json`. Sizes are bytes; those zipped
 * have the entries’ headers in them. Lists are in a fixed order: findings the worst first, packages the
 * largest first, binaries by path.
 */
export const inspectionSchema = z
  .strictObject({
    schema: z.literal('layerkit/inspection/1'),
    target: targetSchema,
    zip: zipFactsSchema,
    findings: z.array(findingSchema),
    ignored: z.array(ignoredFindingSchema),
    packages: z.array(inspectedPackageSchema),
    unclaimed: shareSchema.meta({
      description: 'Files that no package claims: own sources, or packages whose metadata is gone.',
    }),
    binaries: z.array(inspectedBinarySchema),
    baseline: comparisonSchema.optional(),
  })
  .meta({
    title: 'inspection.json',
    description:
      'The result of inspecting a layer zip. Sizes are in bytes; zipped sizes include the headers of the entries. Lists have a fixed order: the worst findings first, the largest packages first, binaries by path.',
  });

export type Inspection = z.infer<typeof inspectionSchema>;
export type InspectedBinary = z.infer<typeof inspectedBinarySchema>;
export type BinaryStatus = (typeof binaryStatuses)[number];
