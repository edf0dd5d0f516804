import { quotas } from '@layerkit/platform-resolution';
import { z } from 'zod';

/**
 * The settings of a function in `function.json`. All are optional and have no defaults: deploy changes only those that
 * are stated.
 */
export const functionSettings = {
  memoryMb: z
    .int()
    .min(quotas.memoryMb.min)
    .max(quotas.memoryMb.max)
    .optional()
    .meta({
      description: 'Memory in MB. CPU power grows with it. A new function gets 128.',
      examples: [1536],
    }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(quotas.timeoutSeconds)
    .optional()
    .meta({
      description: 'Maximum duration of an invocation, in seconds. A new function gets 3.',
      examples: [30],
    }),
  environment: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), z.string())
    .optional()
    .meta({
      description:
        'All environment variables: deploy removes others. The file is committed, so put only the name of a secret here, never its value.',
      examples: [{ LOG_LEVEL: 'INFO', TOKEN_SECRET: 'orchestrator/token' }],
    }),
  logFormat: z
    .enum(['Text', 'JSON'])
    .optional()
    .meta({
      description: 'Format of the log: plain lines, or one JSON object per line. A new function gets Text.',
      examples: ['JSON'],
    }),
};
