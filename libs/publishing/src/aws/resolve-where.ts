import { GetAccountSettingsCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { LayerkitError, redactCredentials, messageOf } from '@layerkit/failure';
import type { Where } from './aws-failure.ts';

/**
 * Returns the region and endpoint that the SDK will use, from any of its sources (options, environment,
 * profile, services section). Lets the SDK build a request up to its address, then drops the request before
 * it is signed or sent.
 * @throws LayerkitError aws/region-missing, aws/unreachable (the endpoint is not a URL)
 */
export const resolveWhere = async (config: LambdaClientConfig): Promise<Where> => {
  // the SDK looks for keys before it settles the address: placeholders make that work without any
  const standIns = { accessKeyId: 'none', secretAccessKey: 'none' };
  const client = new LambdaClient({ ...config, credentials: standIns });
  const region = await client.config.region().catch(regionMissing);
  return { region, endpoint: await resolveEndpoint(client).catch(invalidEndpoint) };
};

const resolveEndpoint = async (client: LambdaClient): Promise<string> => {
  let origin = '';
  const command = new GetAccountSettingsCommand({});
  command.middlewareStack.add(
    () => (args) => {
      origin = originOf(args.request);
      return Promise.resolve({ response: undefined, output: { $metadata: {} } });
    },
    { step: 'build', name: 'dropBeforeSigning', priority: 'high' },
  );
  await client.send(command);
  return origin;
};

const originOf = (request: unknown): string => {
  if (typeof request !== 'object' || request === null) return '';
  const { protocol, hostname, port } = request as {
    protocol?: string | undefined;
    hostname?: string | undefined;
    port?: number | undefined;
  };
  return `${protocol ?? 'https:'}//${hostname ?? ''}${port === undefined ? '' : `:${port}`}`;
};

const regionMissing = (cause: unknown): never => {
  throw new LayerkitError({
    code: 'aws/region-missing',
    message: 'no AWS region is set',
    hint: 'Pass --region, set AWS_REGION, or set AWS_PROFILE to a profile with a region.',
    cause,
  });
};

const invalidEndpoint = (cause: unknown): never => {
  throw new LayerkitError({
    code: 'aws/unreachable',
    message: `cannot use the configured endpoint: ${redactCredentials(messageOf(cause))}`,
    hint: 'Set AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_LAMBDA to a URL such as http://127.0.0.1:4566.',
    cause,
  });
};
