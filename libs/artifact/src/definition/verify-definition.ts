import { z } from 'zod';
import { moduleName } from './bytecode-modes.ts';

const expectedFailure = z.strictObject({
  module: moduleName.meta({
    description: 'A module, with all that is below it.',
    examples: ['airflow_provider.hooks'],
  }),
  reason: z.string().trim().min(1).meta({
    description: 'Why the import may fail. verification.json repeats it next to the failure.',
  }),
});

/** A module that need not import. */
export type ExpectedFailure = z.infer<typeof expectedFailure>;

/** `verify` of layer.json. */
export const verifyDefinition = z
  .strictObject({
    expectedFailures: z.array(expectedFailure).optional().meta({
      description:
        'Modules that do not import and need not: plugins of a package that another layer or nobody brings. Each with the reason.',
    }),
  })
  .meta({ description: 'How to judge the result of verify.' });
