import {
  CreateFunctionCommand,
  GetLayerVersionCommand,
  ListLayersCommand,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { codeZip, layerZip } from './contract/contract.ts';
import { startTestServer, type TestServer } from './support/server.ts';

// The HTTP details that an SDK hides: members of bodies and their spelling, headers, signatures.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settleMs: 0 });
});
afterAll(() => server.close());

const signature = `Signature=${'0'.repeat(64)}`;
const signedFor = (region: string, service = 'lambda'): string =>
  `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261123/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, ${signature}`;

const send = async (method: string, path: string, more: RequestInit = {}) => {
  const response = await fetch(server.endpoint + path, {
    method,
    headers: { authorization: signedFor('us-east-1') },
    ...more,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
};

const layers = '/2018-10-31/layers';
const functions = '/2015-03-31/functions';

describe('bodies of refusals', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  it.each<[string, [number, string], object]>([
    [
      `${functions}/f`,
      [404, 'ResourceNotFoundException'],
      { Type: 'User', Message: `Function not found: ${arn}` },
    ],
    [
      `${layers}/l/versions/0`,
      [400, 'InvalidParameterValueException'],
      { Type: 'User', message: 'Layer Version Cannot be less than 1' },
    ],
    [
      `${functions}/${encodeURIComponent(arn.replace(/0{12}/, '1'.repeat(12)))}`,
      [403, 'AccessDeniedException'],
      { Message: null },
    ],
  ])('the refusal of GET %s has AWS’s status, headers and body', async (path, [status, errorType], body) => {
    const seen = await send('GET', path);
    expect(seen.status).toBe(status);
    expect(seen.headers.get('x-amzn-errortype')).toBe(errorType);
    expect(seen.headers.get('content-type')).toBe('application/json');
    expect(seen.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(seen.text)).toEqual(body);
  });

  it('a validation error has only a message', async () => {
    const seen = await send('GET', `${functions}/*`);
    expect(seen.headers.get('x-amzn-errortype')).toBe('ValidationException');
    expect(Object.keys(JSON.parse(seen.text) as object)).toEqual(['message']);
  });

  it('the refusal of a stale revision is as long as AWS’s', async () => {
    await server.client('us-east-1').send(
      new CreateFunctionCommand({
        FunctionName: 'stale',
        Runtime: 'python3.12',
        Role: 'arn:aws:iam::000000000000:role/r',
        Handler: 'index.handler',
        Code: { ZipFile: await codeZip() },
      }),
    );
    const body = JSON.stringify({ RevisionId: 'another' });
    const seen = await send('PUT', `${functions}/stale/configuration`, {
      body,
      headers: { authorization: signedFor('us-east-1') },
    });
    expect(seen.status).toBe(412);
    // AWS's header is 149 for the same body with "GetPolicy" instead of "GetFunction/GetAlias".
    expect(seen.headers.get('content-length')).toBe(
      String(149 + 'GetFunction/GetAlias'.length - 'GetPolicy'.length),
    );
  });
});

describe('signatures and regions', () => {
  it.each([
    ['no signature', {}, 'MissingAuthenticationTokenException'],
    ['another kind of authorization', { authorization: 'Bearer abc' }, 'IncompleteSignatureException'],
    [
      'half a signature',
      { authorization: signedFor('us-east-1').replace(signature, '') },
      'IncompleteSignatureException',
    ],
    [
      'a signature for an unknown region',
      { authorization: signedFor('nowhere') },
      'InvalidSignatureException',
    ],
  ])('a request with %s is refused', async (_what, headers, errorType) => {
    const seen = await send('GET', layers, { headers });
    expect(seen.status).toBe(403);
    expect(seen.headers.get('x-amzn-errortype')).toBe(errorType);
  });

  it('each region has its own layers', async () => {
    const request = { LayerName: 'regional', Content: { ZipFile: await layerZip() } };
    const published = await server.client('ap-south-1').send(new PublishLayerVersionCommand(request));
    expect(published.LayerArn).toBe('arn:aws:lambda:ap-south-1:000000000000:layer:regional');
    expect((await server.client('us-west-2').send(new ListLayersCommand({}))).Layers).toEqual([]);
  });

  it.each([
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
    ['aws-iso', 'us-iso-east-1'],
    ['aws-iso-b', 'us-isob-east-1'],
    ['aws-iso-e', 'eu-isoe-west-1'],
    ['aws-iso-f', 'us-isof-south-1'],
  ])('ARNs of the partition %s are given and taken in %s', async (partition, region) => {
    const client = server.client(region);
    const layer = { LayerName: 'partitioned', Content: { ZipFile: await layerZip() } };
    const { LayerArn, LayerVersionArn = '' } = await client.send(new PublishLayerVersionCommand(layer));
    expect(LayerArn).toBe(`arn:${partition}:lambda:${region}:000000000000:layer:partitioned`);
    const arn = `arn:${partition}:lambda:${region}:000000000000:function:partitioned`;
    const created = await client.send(
      new CreateFunctionCommand({
        FunctionName: arn,
        Runtime: 'python3.12',
        Role: `arn:${partition}:iam::000000000000:role/r`,
        Handler: 'index.handler',
        Code: { ZipFile: await codeZip() },
        Layers: [LayerVersionArn],
      }),
    );
    expect([created.FunctionArn, created.Layers?.[0]?.Arn]).toEqual([arn, LayerVersionArn]);
  });
});

describe('unsupported operations', () => {
  it.each([
    ['GET', `${functions}/f/aliases`, 'ListAliases'],
    ['POST', `${functions}/f/versions`, 'PublishVersion'],
    ['POST', `${layers}/l/versions/1/policy`, 'AddLayerVersionPermission'],
    ['GET', `${functions}/f/policy`, 'GetPolicy'],
  ])('the refusal of %s %s names the operation', async (method, path, operation) => {
    const seen = await send(method, path);
    expect(seen.status).toBe(501);
    expect(seen.text).toContain(operation);
  });

  it('a path without an operation is not found', async () => {
    expect((await send('GET', '/2015-03-31/nothing')).status).toBe(404);
    expect((await send('PATCH', functions)).status).toBe(404);
  });
});

describe('bodies of requests', () => {
  const post = (body: string) =>
    send('POST', `${layers}/l/versions`, { body, headers: { authorization: signedFor('us-east-1') } });

  it.each([
    ['{', 400, 'InvalidRequestContentException'],
    ['[]', 400, 'InvalidRequestContentException'],
    ['{}', 400, 'ValidationException'],
    ['{"Content":{"ZipFile":1}}', 400, 'SerializationException'],
    ['{"Content":{"ZipFile":"%%%"}}', 400, 'InvalidRequestContentException'],
    ['{"Content":{"ZipFile":""}}', 400, 'InvalidParameterValueException'],
    ['{"Content":{"ZipFile":"eA=="},"Description":7}', 400, 'SerializationException'],
    ['{"Content":{"S3Bucket":"bucket","S3Key":"key"}}', 501, 'NotImplementedException'],
  ])('the body %s is refused with status %d and %s', async (body, status, errorType) => {
    const seen = await post(body);
    expect([seen.status, seen.headers.get('x-amzn-errortype')]).toEqual([status, errorType]);
  });

  it('a member that is null counts as missing', async () => {
    expect(JSON.parse((await post('{"Content":null}')).text)).toEqual({
      message:
        "1 validation error detected: Value null at 'content' failed to satisfy constraint: Member must not be null",
    });
  });
});

describe('downloads', () => {
  it('a changed link is refused', async () => {
    const client = server.client('us-east-1');
    const zip = await layerZip();
    await client.send(new PublishLayerVersionCommand({ LayerName: 'link', Content: { ZipFile: zip } }));
    const { Content } = await client.send(
      new GetLayerVersionCommand({ LayerName: 'link', VersionNumber: 1 }),
    );
    const link = Content?.Location ?? '';
    expect((await fetch(link)).status).toBe(200);
    for (const forged of [
      link.slice(0, -1),
      link.replace(/expires=\d/, 'expires=9'),
      link.replace(/\?.*/, ''),
    ])
      expect((await fetch(forged)).status).toBe(403);
  });
});
