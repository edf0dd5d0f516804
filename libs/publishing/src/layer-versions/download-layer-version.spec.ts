import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { type Answer, inMemoryLayers, type LoopbackServer, startLoopback } from '@layerkit/testing-lambda';
import { downloadLayerVersion } from './download-layer-version.ts';
import type { LayerVersions } from './layer-versions.ts';

const arn = 'arn:aws:lambda:eu-central-1:000000000000:layer:some-layer:1';
const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300_000, 'z')]);

let folder: string;
let server: LoopbackServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerkit-download-'));
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

/** Lambda’s answer with the URL of a test server and a signature in it. */
const layersAt = (sha256 = sha256Of(zip)): LayerVersions => ({
  ...inMemoryLayers([]).layers,
  getByArn: () =>
    Promise.resolve({
      version: 1,
      arn,
      description: '',
      runtimes: ['python3.12'],
      architectures: [],
      sha256,
      location: `${server?.endpoint ?? ''}/zip?X-Amz-Signature=c0ffee`,
    }),
});

const download = async (answer: Answer, sha256 = sha256Of(zip)) => {
  server = await startLoopback(answer);
  return downloadLayerVersion({ layers: layersAt(sha256), arn, path: join(folder, 'layer.zip') });
};

it('the download has the bytes and the description that Lambda stores', async () => {
  const version = await download((_request, _body, response) => void response.end(zip));
  expect(version).toMatchObject({ arn, sha256: sha256Of(zip), runtimes: ['python3.12'] });
  expect((await readFile(join(folder, 'layer.zip'))).equals(zip)).toBe(true);
});

it('a download with another digest fails', async () => {
  const other = download((_request, _body, response) => void response.end('other'));
  await expect(other).rejects.toThrowWithCode('layer-version/download-failed', {
    message: expect.stringContaining(`sha256 ${sha256Of('other')}, but Lambda reports ${sha256Of(zip)}`),
  });
});

it('the error gives the server’s status or the broken connection, but never the signature', async () => {
  const refused = await download((_request, _body, response) => {
    response.writeHead(403);
    response.end();
  }).catch((error: unknown) => error);
  await server?.close();
  const broken = await download((_request, _body, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 10);
  }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'layer-version/download-failed',
    message: expect.stringMatching(/HTTP 403$/),
  });
  expect(broken).toMatchObject({
    code: 'layer-version/download-failed',
    message: expect.stringContaining(arn),
  });
  expect(String(refused) + String(broken)).not.toContain('c0ffee');
});

it('the error names a layer version that does not exist', async () => {
  const { layers } = inMemoryLayers([]);
  const missing = downloadLayerVersion({ layers, arn, path: join(folder, 'layer.zip') });
  await expect(missing).rejects.toThrowWithCode('layer-version/not-found', {
    message: expect.stringContaining(arn),
  });
});
