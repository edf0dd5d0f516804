import { z } from 'zod';
import { uploadedCodeSchema } from '../uploaded-code/uploaded-code-store.ts';

/** A function's configuration without its code and layers. */
const settingsSchema = z.object({
  runtime: z.string(),
  architecture: z.string(),
  role: z.string(),
  handler: z.string(),
  description: z.string(),
  /** In seconds. */
  timeout: z.number(),
  /** In MB. */
  memorySize: z.number(),
  /** Absent if it was never set, which AWS distinguishes from an empty one. */
  environment: z.record(z.string(), z.string()).optional(),
  /** In MB. */
  ephemeralStorage: z.number(),
  tracingMode: z.string(),
  snapStart: z.string(),
  deadLetterTarget: z.string().optional(),
  kmsKeyArn: z.string().optional(),
  vpc: z
    .object({ subnetIds: z.array(z.string()), securityGroupIds: z.array(z.string()), ipv6: z.boolean() })
    .optional(),
  fileSystem: z.object({ arn: z.string(), path: z.string() }).optional(),
  logging: z.object({
    format: z.enum(['Text', 'JSON']),
    group: z.string(),
    applicationLevel: z.string().optional(),
    systemLevel: z.string().optional(),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A layer version that is attached to a function. It keeps working after the version is deleted. */
const attachedLayerSchema = z.object({ arn: z.string(), archive: uploadedCodeSchema });
export type AttachedLayer = z.infer<typeof attachedLayerSchema>;

/** The part of a function that a change replaces. */
const revisionSchema = z.object({
  revisionId: z.string(),
  lastModified: z.string(),
  code: uploadedCodeSchema,
  layers: z.array(attachedLayerSchema),
  settings: settingsSchema,
});
export type Revision = z.infer<typeof revisionSchema>;

const transitionSchema = z.object({
  kind: z.enum(['creating', 'updating']),
  /** Milliseconds since 1970. */
  settlesAt: z.number(),
  /** The RevisionId of the function from then on. */
  settledRevisionId: z.string(),
  /** The revision that is invoked until then; absent while the function is being created. */
  before: revisionSchema.optional(),
});

export const functionSchema = z.object({
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  /** Reserved concurrent executions; absent if none are. */
  reservedConcurrency: z.number().optional(),
  runtimeManagement: z.object({ updateOn: z.string(), version: z.string().optional() }).optional(),
  current: revisionSchema,
  transition: transitionSchema.optional(),
});
export type FunctionRecord = z.infer<typeof functionSchema>;
