import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { closedEndpoint, envFor, sendError, startLoopback, type Answer } from '@layerkit/testing-lambda';
import { connectLambda, type ConnectLambdaOptions } from './connect-lambda.ts';

/** The process’s own environment without a trace of AWS, as on a fresh machine. */
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

/** What a request ends with when the server answers like this. */
const failureFrom = async (answer: Answer): Promise<LayerkitError> => {
  const server = await startLoopback(answer);
  try {
    const { functions } = await connectLambda({ env: server.env });
    return await failureOf(() => functions.get('orchestrator'));
  } finally {
    await server.close();
  }
};

describe('where it connects to', () => {
  const whereWith = async (options: ConnectLambdaOptions) => (await connectLambda(options)).where;

  it('is AWS’s own endpoint of the region', async () => {
    expect(await whereWith({ region: 'eu-central-1' })).toEqual({
      region: 'eu-central-1',
      endpoint: 'https://lambda.eu-central-1.amazonaws.com',
    });
    expect(await whereWith({ region: 'cn-north-1' })).toMatchObject({
      endpoint: 'https://lambda.cn-north-1.amazonaws.com.cn',
    });
  });

  it('is what the environment says', async () => {
    setEnvironment({ AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' });
    expect(await whereWith({})).toEqual({ region: 'us-west-2', endpoint: 'http://127.0.0.1:4566' });
    setEnvironment({ AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:4567' });
    expect(await whereWith({})).toMatchObject({ endpoint: 'http://127.0.0.1:4567' });
    setEnvironment({ AWS_REGION: undefined, AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(await whereWith({})).toMatchObject({ region: 'eu-west-1' });
  });

  it('is what a given environment says instead, the option before both', async () => {
    setEnvironment({ AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    const env = { AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL: 'http://user:secret@127.0.0.1:4568/path' };
    expect(await whereWith({ env })).toEqual({ region: 'eu-north-1', endpoint: 'http://127.0.0.1:4568' });
    expect(await whereWith({ env, region: 'ap-south-1' })).toMatchObject({ region: 'ap-south-1' });
  });

  it('has to have a region', async () => {
    expect(await failureOf(() => connectLambda())).toMatchObject({
      code: 'aws/region-missing',
      hint: expect.stringContaining('AWS_REGION'),
    });
  });

  it('has to be a URL, whose password is not shown', async () => {
    const env = { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://user:secret@host:notaport' };
    const failure = await failureOf(() => connectLambda({ env }));
    expect(failure.code).toBe('aws/unreachable');
    expect(failure.message).not.toContain('secret');
  });
});

describe('what AWS says no to', () => {
  it('is told in AWS’s words, with operation, endpoint, status and request', async () => {
    const message = 'User: arn:aws:iam::0:user/x is not authorized to perform: lambda:GetFunction';
    const failure = await failureFrom((_, __, response) => {
      sendError(response, { status: 403, name: 'AccessDeniedException', message });
    });
    expect(failure.code).toBe('aws/refused');
    expect(failure.message).toMatch(/^GetFunction at http:\/\/127\.0\.0\.1:\d+: AccessDeniedException: /);
    expect(failure.message).toContain(message);
    expect(failure.message).toContain('(HTTP 403, request 0d3b9b8e-6d52-4f1c-8a3d-1c5a7f3f9b11)');
    expect(failure.hint).toContain('allow it in their policy');
  });

  it.each(['UnrecognizedClientException', 'ExpiredTokenException', 'InvalidSignatureException'])(
    'is a matter of credentials for %s',
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

  it('is told for an answer that is none of Lambda', async () => {
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
      message: expect.stringContaining('lacks Configuration'),
    });
  });

  it('is told for a digest that is none', async () => {
    const failure = await failureFrom((_, __, response) => {
      const about = { FunctionName: 'f', FunctionArn: 'arn', RevisionId: '1', CodeSha256: 'short' };
      response.end(JSON.stringify({ Configuration: about }));
    });
    expect(failure).toMatchObject({ code: 'aws/refused', message: expect.stringContaining('"short"') });
  });
});

/**
 * Asks for a layer version in a process of its own: errors of Node’s network look as they do outside Jest.
 */
const askFromOutside = async (env: Readonly<Record<string, string | undefined>>) => {
  const arguments_ = ['--import', 'tsx', fileURLToPath(new URL('../../test/ask-lambda.ts', import.meta.url))];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, {
    env: { ...process.env, NODE_OPTIONS: '', ...fresh, ...env },
  });
  return JSON.parse(stdout) as { readonly code?: string; readonly message?: string; readonly hint?: string };
};

describe('without a way to AWS', () => {
  it('says that there are no credentials', async () => {
    const endpoint = await closedEndpoint();
    const failure = await askFromOutside({ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: endpoint });
    expect(failure).toMatchObject({
      code: 'aws/credentials-missing',
      hint: expect.stringContaining('AWS_PROFILE'),
    });
  });

  it('names the endpoint that refuses the connection', async () => {
    const endpoint = await closedEndpoint();
    expect(await askFromOutside(envFor(endpoint))).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining(endpoint),
    });
  });

  it('names the host that has no address', async () => {
    expect(await askFromOutside(envFor('http://lambda.invalid'))).toMatchObject({
      code: 'aws/unreachable',
      message: expect.stringContaining('http://lambda.invalid'),
    });
  });

  it('names the endpoint that hangs up', async () => {
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

  it('answers where there is one', async () => {
    const server = await startLoopback((_, __, response) => {
      sendError(response, { status: 404, name: 'ResourceNotFoundException', message: 'none' });
    });
    expect(await askFromOutside(server.env)).toEqual({});
    await server.close();
  });
});
