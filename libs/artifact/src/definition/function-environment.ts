import { reservedVariables } from '@layerkit/platform-resolution/runtimes';
import { z } from 'zod';

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]+$/, 'must be at least two letters, digits and _, a letter first')
  .refine((text) => !reservedVariables.has(text), { message: 'is a variable that Lambda sets itself' });

const value = z.union([
  z.string(),
  z.strictObject({
    fromEnvironment: z
      .string()
      .refine((text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text), {
        message: 'must be the name of an environment variable',
        // somebody may have put the value here
        params: { sensitive: true },
      })
      .meta({ description: 'The variable of the process that deploys which has the value.' }),
  }),
]);

/** `environment` of `function.json`. A value may come from the environment of the process that deploys. */
export const environmentDefinition = z.record(name, value).meta({
  description:
    'All environment variables: deploy removes others. The file is committed, so put only the name of a secret here, never its value. With fromEnvironment the value comes from the environment of deploy, and is never printed or written to a file.',
  examples: [{ LOG_LEVEL: 'INFO', TOKEN: { fromEnvironment: 'ORCHESTRATOR_TOKEN' } }],
});
