import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionDefinitionSchema, readLayerDefinition } from '@layerkit/artifact/definition';
import { formatTarget } from '@layerkit/platform-resolution';
import { buildLayer } from '@layerkit/packaging';
import { isThirdParty } from '@layerkit/publishing/functions';
import { readAttachedLayers } from './attached-layers.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-attached-layers-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Writes a layer project with own code, for two architectures. */
const addLayer = async (name: string): Promise<void> => {
  const definition = {
    layerName: name,
    runtimes: ['python3.12'],
    architectures: ['x86_64', 'arm64'],
    sources: 'src',
  };
  await mkdir(join(root, 'apps', name, 'src'), { recursive: true });
  await writeFile(join(root, 'apps', name, 'src', 'module.py'), `NAME = '${name}'\n`);
  await writeFile(join(root, 'apps', name, 'layer.json'), JSON.stringify(definition));
};

const build = async (name: string): Promise<void> => {
  const projectRoot = join(root, 'apps', name);
  const definition = await readLayerDefinition(projectRoot);
  for (const architecture of ['x86_64', 'arm64'] as const)
    await buildLayer({
      projectRoot,
      definition,
      target: { runtime: 'python3.12', architecture },
      outputRoot: join(root, 'dist', 'apps', name),
    });
};

const attached = (layers: readonly string[], projects: readonly string[]) => {
  const fields = { functionName: 'reader', runtime: 'python3.12', handler: 'app.handle', layers };
  const project = {
    project: 'reader',
    definition: functionDefinitionSchema.parse(fields),
  };
  const context = {
    root,
    cwd: root,
    isVerbose: false,
    projectName: 'reader',
    projectsConfigurations: {
      version: 2,
      projects: Object.fromEntries(projects.map((name) => [name, { root: `apps/${name}` }])),
    },
    nxJsonConfiguration: {},
    projectGraph: { nodes: {}, dependencies: {} },
  };
  return readAttachedLayers(project, context, (arn) =>
    Promise.resolve({ arn, content: { status: 'missing' } }),
  );
};

const arn = 'arn:aws:lambda:eu-central-1:017000801446:layer:Powertools-{runtime}-{architecture}:18';

it('attached layers keep the order of function.json and have an artifact for every target', async () => {
  for (const name of ['below', 'above']) {
    await addLayer(name);
    await build(name);
  }
  const layers = await attached(['above', arn, 'below'], ['below', 'above']);
  expect(
    layers.map((layer) =>
      isThirdParty(layer)
        ? layer.arn
        : [layer.project, ...layer.artifacts.map(({ manifest }) => formatTarget(manifest.target))],
    ),
  ).toEqual([
    ['above', 'python3.12/x86_64', 'python3.12/arm64'],
    arn,
    ['below', 'python3.12/x86_64', 'python3.12/arm64'],
  ]);
});

it('the error names all unknown projects and all projects without a layer.json', async () => {
  await addLayer('below');
  await expect(attached(['below', 'gone', 'plain', 'misspelt'], ['below', 'plain'])).rejects.toMatchObject({
    code: 'deploy/unknown-layer-project',
    message: expect.stringContaining('reader'),
    problems: [
      'gone: there is no such project',
      'plain: the project in apps/plain has no layer.json',
      'misspelt: there is no such project',
    ],
  });
});

it('an attached layer must be built first', async () => {
  await addLayer('below');
  await expect(attached(['below'], ['below'])).rejects.toMatchObject({
    code: 'artifact/missing',
    hint: expect.stringContaining('build'),
  });
});
