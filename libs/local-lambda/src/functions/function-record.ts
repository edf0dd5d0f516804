import { z } from 'zod';
import { archiveSchema } from '../archives/archive-store.ts';

/** What a function's configuration says, apart from its code and layers. */
const settingsSchema = z.object({
  runtime: z.string(),
  architecture: z.string(),
  role: z.string(),
  handler: z.string(),
  description: z.string(),
  /** Seconds. */
  timeout: z.number(),
  /** MB. */
  memorySize: z.number(),
  /** Absent where none was ever given; AWS tells that from an empty one. */
  environment: z.record(z.string(), z.string()).optional(),
  /** MB. */
  ephemeralStorage: z.number(),
  tracingMode: z.string(),
  snapStart: z.string(),
  deadLetterTarget: z.string().optional(),
  kmsKeyArn: z.string().optional(),
  logging: z.object({
    format: z.enum(['Text', 'JSON']),
    group: z.string(),
    applicationLevel: z.string().optional(),
    systemLevel: z.string().optional(),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A layer version a function has; it goes on working when the version is deleted. */
const attachedLayerSchema = z.object({ arn: z.string(), archive: archiveSchema });
export type AttachedLayer = z.infer<typeof attachedLayerSchema>;

/** Everything about a function that a change replaces. */
const revisionSchema = z.object({
  revisionId: z.string(),
  lastModified: z.string(),
  code: archiveSchema,
  layers: z.array(attachedLayerSchema),
  settings: settingsSchema,
});
export type Revision = z.infer<typeof revisionSchema>;

const transitionSchema = z.object({
  kind: z.enum(['creating', 'updating']),
  /** Milliseconds since 1970. */
  settlesAt: z.number(),
  /** The RevisionId the function has from then on. */
  settledRevisionId: z.string(),
  /** What is invoked until then; nothing while the function is being created. */
  before: revisionSchema.optional(),
});

export const functionSchema = z.object({
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  current: revisionSchema,
  transition: transitionSchema.optional(),
});
export type FunctionRecord = z.infer<typeof functionSchema>;
