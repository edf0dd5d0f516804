import { architectures, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';
import { targetSchema } from '../manifest/layer-manifest.ts';

const proofSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('passed'), target: targetSchema, on: z.enum(['local', 'lambda']) }),
  z.strictObject({ status: z.literal('not-checked'), target: targetSchema, reason: z.string() }),
  z.strictObject({ status: z.literal('not-verified'), target: targetSchema }),
]);

const releaseSchema = z.strictObject({
  status: z.enum(['published', 'unchanged', 'planned']).meta({
    description: 'planned: a dry run, which would publish the layer version.',
  }),
  layerName: z.string(),
  sha256: sha256Schema.meta({ description: 'The digest of layer.zip, as in its manifest.' }),
  zippedBytes: z.int().nonnegative(),
  runtimes: z.array(z.enum(runtimes)),
  architectures: z.array(z.enum(architectures)),
  proofs: z.array(proofSchema).meta({ description: 'The result of verify for each target.' }),
  version: z.int().optional(),
  arn: z
    .string()
    .optional()
    .meta({ description: 'The ARN of the layer version. Absent if it is only planned.' }),
});

/** `publication.json`: what the last run of publish did for each layer version. */
export const publicationSchema = z.strictObject({
  schema: z.literal('layerkit/publication/1'),
  releases: z.array(releaseSchema),
});
