import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLayerArtifact, writeManifest, type LayerArtifact } from '@layerkit/artifact';
import { readFunctionDefinition, readLayerDefinition } from '@layerkit/artifact/definition';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { deployFunction } from '@layerkit/publishing/functions';
import { publishLayer } from '@layerkit/publishing/layer-versions';
import { smokeFunction, type SmokeReport } from '@layerkit/publishing/smoke';
import { execa } from 'execa';
import { buildFunction, buildLayer } from '@layerkit/packaging';
import { lockLayer } from '@layerkit/locking';
import { testEnvironment } from '@layerkit/testing-packages';
import { functionText } from './functions/function-text.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { temporaryFolders } from '@layerkit/testing-files';

// A layer without package metadata failed in production with StopIteration: opentelemetry-api up to 1.42.1
// finds its context by entry point on import.

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const files = {
  'layer/layer.json': { layerName: 'incident', runtimes: ['python3.12'], requirements: 'requirements.in' },
  'layer/requirements.in': 'opentelemetry-api==1.34.1\n',
  'function/function.json': {
    functionName: 'incident',
    runtime: 'python3.12',
    handler: 'app.handle',
    timeoutSeconds: 30,
    role: 'arn:aws:iam::000000000000:role/e2e',
    layers: ['layer'],
    smoke: [{ name: 'context', expect: { context: 'Context' } }],
  },
  'function/src/app.py': functionText('finds_context'),
};

const temporaryFolder = temporaryFolders();
let root: string;
let aws: LocalAws;
let layer: LayerArtifact;

beforeAll(async () => {
  root = await temporaryFolder();
  await mkdir(join(root, 'layer'));
  await mkdir(join(root, 'function', 'src'), { recursive: true });
  for (const [file, content] of Object.entries(files))
    await writeFile(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  aws = await startLocalAws();
  const projectRoot = join(root, 'layer');
  const definition = await readLayerDefinition(projectRoot);
  const env = testEnvironment();
  await lockLayer({ projectRoot, definition, target, env });
  ({ artifact: layer } = await buildLayer({
    projectRoot,
    definition,
    target,
    outputRoot: join(root, 'dist'),
    env,
  }));
}, 120_000);

afterAll(() => aws.stop());

/** Publishes this build of the layer, attaches it to the function, and runs the function's smoke cases. */
const deployAndSmoke = async (artifact: LayerArtifact): Promise<SmokeReport> => {
  const { layers, functions, invocation } = aws.lambda;
  const projectRoot = join(root, 'function');
  const definition = await readFunctionDefinition(projectRoot);
  const outputRoot = join(root, 'dist-function');
  const { artifact: built } = await buildFunction({ projectRoot, definition, outputRoot });
  await publishLayer({ artifacts: [artifact], layers });
  const attached = [{ project: 'layer', artifacts: [artifact] }];
  await deployFunction({ project: 'incident', definition, artifact: built, attached, layers, functions });
  return smokeFunction({ definition, invocation });
};

const removeMetadata = fileURLToPath(new URL('./python/remove_metadata.py', import.meta.url));

/** Returns the same layer without its metadata, as excessive pruning would leave it. */
const withoutMetadata = async (): Promise<LayerArtifact> => {
  const directory = join(root, 'without-metadata');
  await cp(layer.directory, directory, { recursive: true });
  const zip = join(directory, 'layer.zip');
  await execa('python3', [removeMetadata, layer.zipPath, zip]);
  const { length: bytes } = await readFile(zip);
  const facts = { ...layer.manifest.zip, bytes, sha256: await sha256OfFile(zip) };
  await writeManifest(directory, { ...layer.manifest, zip: facts });
  return readLayerArtifact(directory);
};

describe('the incident', () => {
  it('does not happen with the layer that build makes', async () => {
    const { passed, cases } = await deployAndSmoke(layer);
    expect({ passed, payload: cases[0]?.payload }).toEqual({ passed: true, payload: { context: 'Context' } });
  }, 60_000);

  it('is caught and named by smoke if the metadata is missing', async () => {
    const { passed, cases } = await deployAndSmoke(await withoutMetadata());
    expect(passed).toBe(false);
    const problems = cases.flatMap((report) => report.problems.map(({ message }) => message));
    expect(problems.join('\n')).toContain('StopIteration');
    expect(cases[0]?.logLines.join('\n')).toContain('StopIteration');
  }, 60_000);
});
