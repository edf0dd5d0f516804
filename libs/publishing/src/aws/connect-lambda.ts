import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { rememberSecret, rememberUrls } from '@layerkit/failure';
import type { Functions } from '../functions/functions.ts';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { Invocation } from '../smoke/invocation.ts';
import type { TemporaryResources } from '../temporary-function/temporary-resources.ts';
import type { Where } from './aws-failure.ts';
import { awsFunctions } from './functions.ts';
import { awsInvocation } from './invocation.ts';
import { awsLayerVersions } from './layer-versions.ts';
import { resolveWhere } from './resolve-where.ts';
import { awsTemporaryResources } from './temporary-resources.ts';

export interface ConnectLambdaOptions {
  /** Overrides the region of the environment and of the profile. */
  readonly region?: string | undefined;
  /**
   * Used instead of the process’s environment for region, endpoint and keys. Values missing here come from
   * the SDK’s standard sources.
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface LambdaConnection {
  readonly layers: LayerVersions;
  readonly functions: Functions;
  readonly invocation: Invocation;
  readonly temporary: TemporaryResources;
  readonly where: Where;
}

/**
 * Opens the ports to Lambda with the SDK’s standard credential chain, region and AWS_ENDPOINT_URL(_LAMBDA).
 * Sends no request. No output contains the keys that the SDK uses from now on.
 * @throws LayerkitError aws/region-missing, aws/unreachable (the endpoint is not a URL)
 */
export const connectLambda = async (options: ConnectLambdaOptions = {}): Promise<LambdaConnection> => {
  const config = clientConfig(options);
  const where = await resolveWhere(config);
  const client = new LambdaClient(config);
  rememberKeys(client);
  return {
    layers: awsLayerVersions(client, where),
    functions: awsFunctions(client, where),
    invocation: awsInvocation(client, where),
    temporary: awsTemporaryResources(client, where),
    where,
  };
};

/** Asks the SDK for its keys before each request: they may come from any of its sources, and it keeps them. */
const rememberKeys = ({ config, middlewareStack }: LambdaClient): void =>
  middlewareStack.add(
    (next) => async (args) => {
      const { secretAccessKey, sessionToken = '' } = await config.credentials();
      [secretAccessKey, sessionToken].filter(({ length }) => length >= shortestKey).forEach(rememberSecret);
      return next(args);
    },
    { step: 'initialize', name: 'rememberKeys' },
  );

/** AWS’s keys are longer. Shorter ones are placeholders for local endpoints, such as “test”. */
const shortestKey = 16;

const clientConfig = ({ region, env }: ConnectLambdaOptions): LambdaClientConfig => {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_LAMBDA } = env ?? process.env;
  rememberUrls(`${AWS_ENDPOINT_URL ?? ''}\n${AWS_ENDPOINT_URL_LAMBDA ?? ''}`);
  // the AWS CLI and boto3 read AWS_DEFAULT_REGION, the SDK for JavaScript does not
  const chosen = firstSet(region, AWS_REGION, AWS_DEFAULT_REGION);
  const own = env === undefined ? {} : { ...endpointFrom(env), ...keysFrom(env) };
  return { ...own, ...(chosen === undefined ? {} : { region: chosen }) };
};

const endpointFrom = (env: NonNullable<ConnectLambdaOptions['env']>): LambdaClientConfig => {
  const endpoint = firstSet(env['AWS_ENDPOINT_URL_LAMBDA'], env['AWS_ENDPOINT_URL']);
  return endpoint === undefined ? {} : { endpoint };
};

const keysFrom = (env: NonNullable<ConnectLambdaOptions['env']>): LambdaClientConfig => {
  const accessKeyId = firstSet(env['AWS_ACCESS_KEY_ID']);
  const secretAccessKey = firstSet(env['AWS_SECRET_ACCESS_KEY']);
  const sessionToken = firstSet(env['AWS_SESSION_TOKEN']);
  if (accessKeyId === undefined || secretAccessKey === undefined) return {};
  const token = sessionToken === undefined ? {} : { sessionToken };
  return { credentials: { accessKeyId, secretAccessKey, ...token } };
};

const firstSet = (...values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined && value !== '');
