import { documentation } from '@layerkit/failure';
import { z } from 'zod';
import { findingCodes } from '../manifest/finding.ts';

const ignoreRule = z.strictObject({
  code: z.enum(findingCodes).meta({
    description: `The finding’s code. ${documentation('findings')} lists all codes.`,
    examples: ['binary/missing-library'],
  }),
  path: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Ignore the finding only at paths in the zip that match this glob.',
      examples: ['python/playwright/driver/node', 'python/**/*.so'],
    }),
  package: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Ignore the finding only for this distribution, by its normalized name.',
      examples: ['playwright'],
    }),
  reason: z
    .string()
    .trim()
    .min(1)
    .meta({
      description: 'Why the finding is harmless here. The manifest repeats it next to the finding.',
      examples: ['the browser it drives is not used'],
    }),
});

/** A rule of layer.json or function.json that ignores a finding. */
export type IgnoreRule = z.infer<typeof ignoreRule>;

/** `audit` of layer.json and function.json. */
export const auditDefinition = z
  .strictObject({
    ignore: z
      .array(ignoreRule)
      .optional()
      .meta({
        description: 'Findings that are harmless here, each with the reason.',
        examples: [
          [
            {
              code: 'binary/missing-library',
              package: 'playwright',
              reason: 'the browser it drives is not used',
            },
          ],
        ],
      }),
  })
  .meta({
    description:
      'Settings for the audit of the finished zip and, in function.json, of the function with its layers.',
  });
