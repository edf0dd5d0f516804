import { z } from 'zod';
import { targetSchema } from '../manifest/layer-manifest.ts';
import { packageVersionSchema, sizeSchema } from './package-version.ts';

const stepSchema = z.strictObject({
  ...packageVersionSchema.shape,
  extras: z.array(z.string()).meta({ description: 'The extras of this package that need the next step.' }),
  requirement: z.string().meta({
    description: 'The requirement that adds it, from the layer’s requirements or from the previous package.',
    examples: ['boto3>=1.26.0,<2.0.0'],
  }),
});

const chainSchema = z.strictObject({
  where: z.string().optional().meta({
    description: 'Where the layer requires the first package. Absent if only own code requires it.',
  }),
  steps: z
    .array(stepSchema)
    .meta({ description: 'The packages from the layer’s requirement to the given package.' }),
});

const whyTargetSchema = z.strictObject({
  target: targetSchema,
  ...packageVersionSchema.shape,
  ...sizeSchema.shape,
  bringsAlone: z
    .array(z.strictObject({ ...packageVersionSchema.shape, ...sizeSchema.shape }))
    .meta({ description: 'Other packages that are in the layer only because of it.' }),
  withWhatItBrings: sizeSchema.meta({ description: 'The total size of the package and these.' }),
  chains: z.array(chainSchema).meta({ description: 'The dependency paths, the shortest first.' }),
  moreChains: z.boolean().meta({ description: 'Whether there are more paths than listed.' }),
});

/** `why.json`: the last run of why explains why a package is in the layer. Targets without the package are left out. */
export const whySchema = z.strictObject({
  schema: z.literal('layerkit/why/1'),
  package: z.string().optional().meta({
    description:
      'Normalized (PEP 503). Absent if no package was given: then there is an entry for each package that the layer itself requires.',
  }),
  targets: z.array(whyTargetSchema),
});
