export interface LocalAws {
  readonly endpoint: string;
  readonly region: string;
}

/**
 * Returns the variables that make AWS SDKs and the CLI use the local AWS for every service, with credentials that are
 * worth nothing. It refuses the services that it lacks. `AWS_ENDPOINT_URL_S3` and the like still name other endpoints.
 */
export const localAwsVariables = ({ endpoint, region }: LocalAws): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'local-aws',
  AWS_SECRET_ACCESS_KEY: 'local-aws',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Variables that would bring real credentials into a command, or make its requests bypass the endpoint. */
const removed = new Set([
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_ENDPOINT_URL_LAMBDA',
  'AWS_ENDPOINT_URL_STS',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
]);

/** Returns the environment of a command that may use only the local AWS. */
export const childEnvironment = (env: NodeJS.ProcessEnv, local: LocalAws): NodeJS.ProcessEnv => {
  const added = localAwsVariables(local);
  // Windows ignores the case of names, so the comparison does too.
  const kept = Object.entries(env).filter(([name]) => {
    const upper = name.toUpperCase();
    return !removed.has(upper) && !(upper in added) && upper !== 'NO_PROXY';
  });
  const direct = [env['NO_PROXY'] || env['no_proxy'], '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { ...Object.fromEntries(kept), ...added, NO_PROXY: direct, no_proxy: direct };
};
