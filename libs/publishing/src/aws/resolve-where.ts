import { GetAccountSettingsCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { LayerkitError, redactCredentials, messageOf } from '@layerkit/failure';
import type { Where } from './aws-failure.ts';

/**
 * Asks the SDK itself which region and endpoint it is going to use, from whichever of its sources they come
 * (options, environment, profile, services section): a request is built as far as its address and then
 * dropped, before it is signed or sent.
 * @throws LayerkitError aws/region-missing, aws/unreachable (an endpoint that is no URL)
 */
export const resolveWhere = async (config: LambdaClientConfig): Promise<Where> => {
  // keys are looked for before the address is settled: with stand-ins none have to be there yet
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
    hint: 'Give --region, set AWS_REGION, or choose an AWS_PROFILE that has a region.',
    cause,
  });
};

const invalidEndpoint = (cause: unknown): never => {
  throw new LayerkitError({
    code: 'aws/unreachable',
    message: `the configured endpoint can’t be used: ${redactCredentials(messageOf(cause))}`,
    hint: 'AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_LAMBDA have to be URLs: http://127.0.0.1:4566',
    cause,
  });
};
