import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { refusalOf } from './support/refusal-of.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { makeZip, makeZipThatUnpacksTo } from './support/zips.ts';

const unpackedLimit = 262_144_000;
const zippedLimit = 52_428_800;

let server: TestServer;
let client: LambdaClient;
beforeAll(async () => {
  server = await startTestServer({ settleMs: 0 });
  client = server.client();
});
afterAll(() => server.close());

const publish = (LayerName: string, ZipFile: Uint8Array) =>
  client.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile } }));
const create = (FunctionName: string, ZipFile: Uint8Array, Layers: string[] = []) =>
  client.send(
    new CreateFunctionCommand({
      FunctionName,
      Layers,
      Runtime: 'python3.12',
      Role: 'arn:aws:iam::000000000000:role/r',
      Handler: 'index.handler',
      Code: { ZipFile },
    }),
  );

const tooLarge = (message: string) => ({ name: 'RequestEntityTooLargeException', status: 413, message });
const invalid = (message: string) => ({ name: 'InvalidParameterValueException', status: 400, message });

it('the refusal of a request of 70 MB names the operation', async () => {
  const bytes = Buffer.alloc(53_000_000);
  const message = (operation: string) =>
    `Request must be smaller than 70167211 bytes for the ${operation} operation`;
  expect(await refusalOf(publish('large', bytes))).toEqual(tooLarge(message('PublishLayerVersion')));
  expect(await refusalOf(create('large', bytes))).toEqual(tooLarge(message('CreateFunction')));
});

it('a zip of 50 MB and one byte is refused', async () => {
  const refusal = await refusalOf(publish('zipped', Buffer.alloc(zippedLimit + 1)));
  expect(refusal).toEqual(tooLarge('Zipped size must be smaller than 52428800 bytes'));
});

it('a zip of exactly 50 MB is accepted', async () => {
  const overhead = (await makeZip({ 'python/a.bin': '' }, { store: true })).length;
  const zip = await makeZip({ 'python/a.bin': Buffer.alloc(zippedLimit - overhead) }, { store: true });
  expect(zip.length).toBe(zippedLimit);
  expect((await publish('fifty', zip)).Content?.CodeSize).toBe(zippedLimit);
});

it('a zip that unpacks to 250 MB is accepted, one byte more is refused', async () => {
  const refusal = await refusalOf(publish('unpacked', await makeZipThatUnpacksTo(unpackedLimit + 1)));
  expect(refusal).toEqual(invalid('Unzipped size must be smaller than 262144000 bytes'));
  expect((await publish('unpacked', await makeZipThatUnpacksTo(unpackedLimit))).Version).toBe(1);
});

it('code and layers that unpack to more than 250 MB together are refused', async () => {
  const layer = await publish('together', await makeZipThatUnpacksTo(unpackedLimit - 10));
  const arn = layer.LayerVersionArn ?? '';
  const code = await makeZip({ 'index.py': 'x'.repeat(11) });
  const message =
    'Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 262144001 bytes.';
  expect(await refusalOf(create('together', code, [arn]))).toEqual(invalid(message));
  await create('fits', await makeZip({ 'index.py': 'x'.repeat(10) }), [arn]);
  const update = new UpdateFunctionCodeCommand({ FunctionName: 'fits', ZipFile: code });
  expect(await refusalOf(client.send(update))).toEqual(invalid(message));
});

it('damaged and empty zips are refused', async () => {
  const zip = await makeZip({ 'a.py': 'a = 1\n'.repeat(100) });
  const damaged = Buffer.from(zip);
  damaged[45] = (damaged[45] ?? 0) ^ 0xff;
  const unzip = invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  const nothing = invalid('Uploaded file must be a non-empty zip');
  expect(await refusalOf(publish('damaged', damaged))).toEqual(unzip);
  expect(await refusalOf(publish('damaged', zip.subarray(0, -1)))).toEqual(unzip);
  expect(await refusalOf(publish('damaged', await makeZip({})))).toEqual(nothing);
  expect(await refusalOf(publish('damaged', Buffer.alloc(0)))).toEqual(nothing);
});

it('a payload of more than 6 MB is refused', async () => {
  const Payload = Buffer.from(JSON.stringify('x'.repeat(6_291_456)));
  expect(await refusalOf(client.send(new InvokeCommand({ FunctionName: 'any', Payload })))).toEqual(
    tooLarge('Request must be smaller than 6291456 bytes for the InvokeFunction operation'),
  );
});
