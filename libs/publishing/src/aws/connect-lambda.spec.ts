import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatFailure, isLayerkitError, LayerkitError } from '@layerkit/failure';
import { closedEndpoint, envFor, sendError, startLoopback, type Answer } from '@layerkit/testing-lambda';
import { connectLambda, type ConnectLambdaOptions } from './connect-lambda.ts';

/** The process’s environment without AWS variables, as on a new machine. */
const fresh = {
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_ENDPOINT_URL_LAMBDA: undefined,
};
const setEnvironment = (variables: Readonly<Record<string, string | undefined>>) => {
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
};

beforeEach(() => {
  setEnvironment(fresh);
});

const failureOf = async (work: () => Promise<unknown>): Promise<LayerkitError> => {
  try {
    await work();
  } catch (error) {
    if (isLayerkitError(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

/** Returns the error of a request to a server that answers like this. */
const failureFrom = async (answer: Answer): Promise<LayerkitError> => {
  const server = await startLoopback(answer);
  try {
    const { functions } = await connectLambda({ env: server.env });
    return await failureOf(() => functions.get('orchestrator'));
  } finally {
    await server.close();
  }
};

describe('the endpoint', () => {
  const whereWith = async (options: ConnectLambdaOptions) => (await connectLambda(options)).where;

  it('defaults to AWS’s endpoint in the region', async () => {
    expect(await whereWith({ region: 'eu-central-1' })).toEqual({
      region: 'eu-central-1',
      endpoint: 'https://lambda.eu-central-1.amazonaws.com',
    });
    expect(await whereWith({ region: 'cn-north-1' })).toMatchObject({
      endpoint: 'https://lambda.cn-north-1.amazonaws.com.cn',
    });
  });

  it('comes from the environment', async () => {
    setEnvironment({ AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' });
    expect(await whereWith({})).toEqual({ region: 'us-west-2', endpoint: 'http://127.0.0.1:4566' });
    setEnvironment({ AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:4567' });
    expect(await whereWith({})).toMatchObject({ endpoint: 'http://127.0.0.1:4567' });
    setEnvironment({ AWS_REGION: undefined, AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(await whereWith({})).toMatchObject({ region: 'eu-west-1' });
  });

  it('comes from the given environment instead, and the region from the option first', async () => {
    setEnvironment({ AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    const env = { AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL: 'http://user:secret@127.0.0.1:4568/path' };
    expect(await whereWith({ env })).toEqual({ region: 'eu-north-1', endpoint: 'http://127.0.0.1:4568' });
    expect(await whereWith({ env, region: 'ap-south-1' })).toMatchObject({ region: 'ap-south-1' });
  });

  it('needs a region', async () => {
    expect(await failureOf(() => connectLambda())).toMatchObject({
      code: 'aws/region-missing',
      hint: expect.stringContaining('AWS_REGION'),
    });
  });

  it('must be a URL, and the error hides its password', async () => {
    const env = { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://user:secret@host:notaport' };
    const failure = await failureOf(() => connectLambda({ env }));
    expect(failure.code).toBe('aws/unreachable');
    expect(failure.message).not.toContain('secret');
  });
});

describe('the error for a refused request', () => {
  it('does not contain the keys, whichever source of the SDK they come from', async () => {
    const keys = { secret: 'canary/AWS+secret/key0000000000000000000', token: 'canary//session+token==' };
    const server = await startLoopback((request, _, response) => {
      const message = [...Object.values(request.headers), keys.secret, encodeURIComponent(keys.secret)].join(
        ' ',
      );
      sendError(response, { status: 403, name: 'AccessDeniedException', message });
    });
    try {
      setEnvironment({ ...server.env, AWS_SECRET_ACCESS_KEY: keys.secret, AWS_SESSION_TOKEN: keys.token });
      const { functions } = await connectLambda();
      const shown = formatFailure(await failureOf(() => functions.get('orchestrator')), { verbose: true });
      expect(shown).toMatch(/AccessDeniedException: .*\*{3}/);
      expect(shown).not.toContain('canary');
    } finally {
      await server.close();
      setEnvironment({ AWS_SESSION_TOKEN: undefined });
    }
  });

  it('has AWS’s message, the operation, endpoint, status and request ID', async () => {
    const message = 'User: arn:aws:iam::0:user/x is not authorized to perform: lambda:GetFunction';
    const failure = await failureFrom((_, __, response) => {
      sendError(response, { status: 403, name: 'AccessDeniedException', message });
    });
    expect(failure.code).toBe('aws/refused');
    expect(failure.message).toMatch(/^GetFunction at http:\/\/127\.0\.0\.1:\d+: AccessDeniedException: /);
    expect(failure.message).toContain(message);
    expect(failure.message).toContain('(HTTP 403, request 0d3b9b8e-6d52-4f1c-8a3d-1c5a7f3f9b11)');
    expect(failure.hint).toContain('in the policy of these credentials');
  });

  it.each(['UnrecognizedClientException', 'ExpiredTokenException', 'InvalidSignatureException'])(
    'is aws/credentials-missing for %s',
    async (name) => {
      const failure = await failureFrom((_, __, response) => {
        sendError(response, { status: 403, name, message: 'The security token is no good.' });
      });
      expect(failure).toMatchObject({
        code: 'aws/credentials-missing',
        message: expect.stringContaining('The security token is no good.'),
        hint: expect.stringContaining('aws sso login'),
      });
    },
  );

  it('names the missing field of an answer that is not from Lambda', async () => {
    const failure = await failureFrom((_, __, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Welcome</html>');
    });
    expect(failure).toMatchObject({ code: 'aws/refused' });
    const lacking = await failureFrom((_, __, response) => {
      response.end('{}');
    });
    expect(lacking).toMatchObject({
      code: 'aws/refused',
      message: expect.stringContaining('has no Configuration'),
    });
  });

  it('names an invalid digest', async () => {
    const failure = await failureFrom((_, __, response) => {
      const about = { FunctionName: 'f', FunctionArn: 'arn', RevisionId: '1', CodeSha256: 'short' };
      response.end(JSON.stringify({ Configuration: about }));
    });
    expect(failure).toMatchObject({ code: 'aws/refused', message: expect.stringContaining('"short"') });
  });
});

/**
 * Requests a layer version in a separate process, because Node’s network errors look different inside Jest.
 */
const askFromOutside = async (env: Readonly<Record<string, string | undefined>>) => {
  const arguments_ = ['--import', 'tsx', fileURLToPath(new URL('../../test/ask-lambda.ts', import.meta.url))];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, {
    env: { ...process.env, NODE_OPTIONS: '', ...fresh, ...env },
  });
  return JSON.parse(stdout) as { readonly code?: string; readonly message?: string; readonly hint?: string };
};

describe('a connection without access to AWS', () => {
  it('reports missing credentials', async () => {
    const endpoint = await closedEndpoint();
    const failure = await askFromOutside({ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: endpoint });
    expect(failure).toMatchObject({
      code: 'aws/credentials-missing',
      hint: expect.stringContaining('AWS_PROFILE'),
    });
  });

  it('names an endpoint that refuses the connection', async () => {
    const endpoint = await closedEndpoint();
    expect(await askFromOutside(envFor(endpoint))).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining(endpoint),
    });
  });

  it('names a host that has no address', async () => {
    expect(await askFromOutside(envFor('http://lambda.invalid'))).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining('http://lambda.invalid'),
    });
  });

  it('names an endpoint that closes the connection', async () => {
    const server = await startLoopback((request) => {
      request.socket.destroy();
    });
    const failure = await askFromOutside(server.env);
    await server.close();
    expect(failure).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining(server.endpoint),
    });
  });

  it('reports no error if the endpoint answers', async () => {
    const server = await startLoopback((_, __, response) => {
      sendError(response, { status: 404, name: 'ResourceNotFoundException', message: 'none' });
    });
    expect(await askFromOutside(server.env)).toEqual({});
    await server.close();
  });
});
