import { z } from 'zod';
import { moduleName } from './bytecode-modes.ts';

const expectedFailure = z.strictObject({
  module: moduleName.meta({
    description: 'A module. Its submodules are included.',
    examples: ['airflow_provider.hooks'],
  }),
  reason: z.string().trim().min(1).meta({
    description: 'Why the import may fail. verification.json repeats it next to the failure.',
  }),
});

/** A module whose import may fail. */
export type ExpectedFailure = z.infer<typeof expectedFailure>;

/** `verify` of layer.json. */
export const verifyDefinition = z
  .strictObject({
    expectedFailures: z.array(expectedFailure).optional().meta({
      description:
        'Modules whose import may fail, each with the reason: for example, plugins of a package that is not in this layer.',
    }),
  })
  .meta({ description: 'Settings for verify.' });
