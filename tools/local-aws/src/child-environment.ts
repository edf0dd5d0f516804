export interface LocalAws {
  readonly endpoint: string;
  readonly region: string;
}

/** What makes any AWS SDK and the CLI talk to the local AWS, with credentials that are worth nothing. */
export const localAwsVariables = ({ endpoint, region }: LocalAws): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_LAMBDA: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'local-aws',
  AWS_SECRET_ACCESS_KEY: 'local-aws',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** What would bring real credentials into a command, or lead its requests past the endpoint. */
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
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
]);

/** The environment of a command that is to use the local AWS and nothing else of AWS. */
export const childEnvironment = (env: NodeJS.ProcessEnv, local: LocalAws): NodeJS.ProcessEnv => {
  const added = localAwsVariables(local);
  // Windows takes names in any case, so they are compared without it.
  const kept = Object.entries(env).filter(([name]) => {
    const upper = name.toUpperCase();
    return !removed.has(upper) && !(upper in added) && upper !== 'NO_PROXY';
  });
  const direct = [env['NO_PROXY'] || env['no_proxy'], '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { ...Object.fromEntries(kept), ...added, NO_PROXY: direct, no_proxy: direct };
};
