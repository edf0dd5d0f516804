import { z } from 'zod';

/** Names that Lambda sets itself (developer guide, “Defined runtime environment variables”). */
const reserved: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]+$/, 'must be at least two letters, digits and _, a letter first')
  .refine((text) => !reserved.has(text), { message: 'is a variable that Lambda sets itself' });

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
