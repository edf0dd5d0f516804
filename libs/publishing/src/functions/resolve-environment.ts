import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { LayerkitError, rememberSecret } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';

type Environment = NonNullable<FunctionDefinition['environment']>;

/**
 * Returns the environment of a function with the values that come from the deploying process. No output will contain
 * those values.
 * @throws LayerkitError deploy/environment-missing (lists every variable that is not set), definition/invalid
 */
export const resolveEnvironment = (
  environment: Environment | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | undefined => {
  if (environment === undefined) return undefined;
  const entries = Object.entries(environment).map(([name, value]) => {
    const source = typeof value === 'string' ? undefined : value.fromEnvironment;
    return { name, source, value: typeof value === 'string' ? value : variables[value.fromEnvironment] };
  });
  // CI systems set a secret that is missing to an empty text
  const missing = entries.filter(({ source, value }) => source !== undefined && (value ?? '') === '');
  if (missing.length > 0)
    throw notSet(
      missing.map(({ name, source = '' }) => ({ name, source })),
      variables,
    );
  const resolved: Record<string, string> = {};
  for (const { name, source, value = '' } of entries) {
    if (source !== undefined) rememberSecret(value);
    resolved[name] = value;
  }
  refuseTooLarge(resolved);
  return resolved;
};

interface Missing {
  readonly name: string;
  readonly source: string;
}

const notSet = (
  missing: readonly Missing[],
  variables: Readonly<Record<string, string | undefined>>,
): LayerkitError =>
  new LayerkitError({
    code: 'deploy/environment-missing',
    message: 'the environment of function.json takes values from variables that are not set here',
    problems: missing.map(
      ({ name, source }) =>
        `${source}, for ${name}: ${variables[source] === undefined ? 'not set' : 'empty'}`,
    ),
    hint: 'Set them for the command that deploys, in CI from its secrets.',
  });

/** Lambda’s own error for this would contain the values. */
const refuseTooLarge = (environment: Readonly<Record<string, string>>): void => {
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  if (bytes <= quotas.environment) return;
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `the environment of function.json has ${bytes} bytes as JSON; Lambda accepts at most ${quotas.environment}`,
    hint: 'Keep large values in Parameter Store or Secrets Manager, and only their names in the environment.',
  });
};
