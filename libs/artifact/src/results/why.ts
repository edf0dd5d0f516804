import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';
import { packageVersionSchema, sizeSchema } from './package-version.ts';

const stepSchema = z.strictObject({
  ...packageVersionSchema.shape,
  extras: z.array(z.string()).meta({ description: 'Those that the next step is needed for.' }),
  requirement: z.string().meta({
    description: 'The line that brings it in: of the layer’s requirements, else of the package before.',
    examples: ['boto3>=1.26.0,<2.0.0'],
  }),
});

const chainSchema = z.strictObject({
  where: z
    .string()
    .optional()
    .meta({ description: 'Where the layer requires the first one; absent where only own sources do.' }),
  steps: z.array(stepSchema).meta({ description: 'From what the layer requires to the package asked for.' }),
});

const whyTargetSchema = z.strictObject({
  target: targetSchema,
  ...packageVersionSchema.shape,
  ...sizeSchema.shape,
  bringsAlone: z
    .array(z.strictObject({ ...packageVersionSchema.shape, ...sizeSchema.shape }))
    .meta({ description: 'Other packages that would not be in the layer without it.' }),
  withWhatItBrings: sizeSchema.meta({ description: 'It and these together.' }),
  chains: z.array(chainSchema).meta({ description: 'The shortest first.' }),
  moreChains: z.boolean().meta({ description: 'There are more than were looked for.' }),
});

/** `why.json`: why a package is in the layer, by the last run of why; a target without it is left out. */
export const whySchema = z.strictObject({
  schema: z.literal('layerkit/why/1'),
  package: z.string().optional().meta({
    description:
      'Normalised (PEP 503). Absent where none was asked for: then there is an entry for each package that the layer itself requires.',
  }),
  targets: z.array(whyTargetSchema),
});
