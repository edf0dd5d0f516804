import { z } from 'zod';
import { sha256Schema } from '../digest/sha256.ts';

const changeSchema = z.union([
  z.strictObject({ field: z.string(), before: z.string(), after: z.string() }),
  z.strictObject({
    field: z.literal('tags'),
    key: z.string(),
    before: z.string().optional().meta({ description: 'Absent for a new tag.' }),
    after: z.string().optional().meta({ description: 'Absent for a removed tag.' }),
  }),
  z.strictObject({
    field: z.literal('environment'),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.string()),
  }),
]);

const stepSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create'),
    sha256: sha256Schema,
    role: z.string(),
    changes: z.array(changeSchema),
  }),
  z.strictObject({ action: z.literal('updateCode'), changes: z.array(changeSchema) }),
  z.strictObject({ action: z.literal('updateConfiguration'), changes: z.array(changeSchema) }),
  z.strictObject({ action: z.literal('updateSettings'), changes: z.array(changeSchema) }),
  z.strictObject({ action: z.literal('updateTags'), changes: z.array(changeSchema) }),
]);

const attachedLayerSchema = z.strictObject({
  project: z.string().optional().meta({ description: 'Absent for a layer that function.json names by ARN.' }),
  layerName: z.string(),
  sha256: sha256Schema
    .optional()
    .meta({ description: 'Absent for a layer of someone else that could not be read, like its size.' }),
  unpackedBytes: z.int().nonnegative().optional(),
  version: z.int().optional(),
  arn: z.string().optional().meta({ description: 'Absent if a dry run found no such layer version yet.' }),
});

/** `deployment.json`: what the last run of deploy changed. Of environment variables it has only the names. */
export const deploymentSchema = z.strictObject({
  schema: z.literal('layerkit/deployment/1'),
  status: z.enum(['created', 'updated', 'unchanged', 'planned']).meta({
    description: 'planned: a dry run found changes.',
  }),
  functionName: z.string(),
  arn: z.string().optional().meta({ description: 'Absent if a dry run found no function.' }),
  unpackedBytes: z.int().nonnegative().meta({
    description: 'The unpacked size of the function and its layers together, as far as these could be read.',
  }),
  layers: z
    .array(attachedLayerSchema)
    .meta({ description: 'The layers in the order in which Lambda merges them.' }),
  steps: z
    .array(stepSchema)
    .meta({ description: 'The steps that were taken, or would be. Empty if none were needed.' }),
});
