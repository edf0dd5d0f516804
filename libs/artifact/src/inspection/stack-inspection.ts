import { z } from 'zod';
import { findingSchema, ignoredFindingSchema } from '../manifest/finding.ts';
import { targetSchema, zipFactsSchema } from '../manifest/layer-manifest.ts';

const stackedZipSchema = z.strictObject({
  role: z.enum(['function', 'layer']),
  ...zipFactsSchema.shape,
  file: z.string().meta({ description: 'The project, path or ARN of the zip.' }),
  packages: z.int().nonnegative().meta({ description: 'The number of distributions in it.' }),
  overwrites: z.strictObject({ same: z.int().nonnegative(), different: z.int().nonnegative() }).meta({
    description:
      'Files of the layers below that it overwrites with the same content, and with different content.',
  }),
});

const copySchema = z.strictObject({
  version: z.string(),
  zip: z.string().meta({ description: '`file` of the zip that it comes from.' }),
});

/** The inspection of a function with its layers, which `inspect` of a function and `layerkit inspect --stack` make. */
export const stackInspectionSchema = z
  .strictObject({
    schema: z.literal('layerkit/stack-inspection/1'),
    target: targetSchema,
    unpackedBytes: z
      .int()
      .nonnegative()
      .meta({ description: 'The unpacked size of all zips together, which Lambda limits.' }),
    zips: z.array(stackedZipSchema).meta({
      description: 'The function, if it was given, then the layers in the order in which Lambda merges them.',
    }),
    findings: z.array(findingSchema).meta({
      description: 'Effects of one zip on another. Inspect a zip alone for the findings about itself.',
    }),
    ignored: z.array(ignoredFindingSchema),
    packages: z
      .array(
        z.strictObject({
          name: z.string().meta({ description: 'Normalized (PEP 503).' }),
          imported: copySchema.meta({ description: 'The copy whose modules Python imports.' }),
          others: z.array(copySchema),
        }),
      )
      .meta({ description: 'The packages whose metadata is in the merged stack more than once.' }),
  })
  .meta({
    title: 'inspection.json of a function',
    description:
      'The result of inspecting a function with its layers as Lambda merges them. Sizes are in bytes. The worst findings come first.',
  });

export type StackInspection = z.infer<typeof stackInspectionSchema>;
