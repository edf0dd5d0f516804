import { z } from 'zod';
import { findingCodes, findingSchema, ignoredFindingSchema } from '../manifest/finding.ts';
import { targetSchema, zipFactsSchema } from '../manifest/layer-manifest.ts';
import { comparisonSchema } from './comparison.ts';
import { inspectedPackageSchema, shareSchema } from './share.ts';

/** The summary of a binary’s findings. */
const binaryStatuses = ['ok', 'unused', 'ignored', 'doubtful', 'wrong'] as const;

const inspectedBinarySchema = z
  .strictObject({
    path: z.string(),
    package: z
      .string()
      .optional()
      .meta({ description: 'The distribution that it came from, by its normalized name.' }),
    format: z.enum(['elf', 'mach-o', 'pe']),
    architectures: z.array(z.string()).meta({
      description:
        'x86_64 and arm64 as Lambda names them, others by their usual names. A universal binary has several.',
    }),
    platform: z
      .enum(['linux', 'linux-gnu', 'linux-musl', 'macos', 'windows'])
      .meta({ description: 'linux: the binary needs neither glibc nor musl.' }),
    glibc: z
      .string()
      .optional()
      .meta({ description: 'The newest glibc version that it needs.', examples: ['2.28'] }),
    status: z.enum(binaryStatuses).meta({
      description:
        'wrong: it has an error. doubtful: it has a warning. ignored: layer.json ignores all its findings. unused: it is for another platform, but nothing on the target loads it.',
    }),
    findings: z.array(z.enum(findingCodes)).meta({ description: 'Codes of the findings at its path.' }),
  })
  .meta({ description: 'A file that a loader accepts as a program or a library.' });

/** The inspection of a layer zip, which `inspect --format=json` prints. */
export const inspectionSchema = z
  .strictObject({
    schema: z.literal('layerkit/inspection/1'),
    target: targetSchema,
    zip: zipFactsSchema,
    findings: z.array(findingSchema),
    ignored: z.array(ignoredFindingSchema),
    packages: z.array(inspectedPackageSchema),
    unclaimed: shareSchema.meta({
      description: 'Files that belong to no package: own code, or packages without metadata.',
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
