import { z } from 'zod';
import { findingCodes } from '../manifest/finding.ts';

const ignoreRule = z.strictObject({
  code: z.enum(findingCodes).meta({
    description: 'The finding’s code; docs/findings.md has them all.',
    examples: ['binary/missing-library'],
  }),
  path: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Only at paths in the zip that this glob matches.',
      examples: ['python/playwright/driver/node', 'python/**/*.so'],
    }),
  package: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Only of this distribution, by its normalised name.', examples: ['playwright'] }),
  reason: z
    .string()
    .trim()
    .min(1)
    .meta({
      description: 'Why the finding does no harm here. The manifest repeats it next to the finding.',
      examples: ['the browser it drives is not used'],
    }),
});

/** A finding that layer.json says not to mind. */
export type IgnoreRule = z.infer<typeof ignoreRule>;

/** `audit` of layer.json. */
export const auditDefinition = z
  .strictObject({
    ignore: z
      .array(ignoreRule)
      .optional()
      .meta({
        description: 'Findings that do no harm in this layer, each with the reason.',
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
  .meta({ description: 'How to judge the audit of the finished zip.' });
