import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLayerDefinition } from '@layerkit/artifact/definition';
import { describeSharedNames } from './shared-names.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-shared-names-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Returns the warnings for `own` in a workspace with these layers; null is a project without layer.json. */
const warnings = async (layers: Readonly<Record<string, object | null>>): Promise<readonly string[]> => {
  for (const [name, fields] of Object.entries(layers)) {
    await mkdir(join(root, name));
    if (fields === null) continue;
    const definition = { runtimes: ['python3.12'], requirements: 'requirements.in', ...fields };
    await writeFile(join(root, name, 'layer.json'), JSON.stringify(definition));
  }
  const projects = Object.fromEntries(Object.keys(layers).map((name) => [name, { root: name }]));
  return describeSharedNames(
    { name: 'own', definition: await readLayerDefinition(join(root, 'own')) },
    {
      root,
      cwd: root,
      isVerbose: false,
      projectName: 'own',
      projectsConfigurations: { version: 2, projects },
      nxJsonConfiguration: {},
      projectGraph: { nodes: {}, dependencies: {} },
    },
  );
};

it('a warning names each other layer with the same name', async () => {
  const found = await warnings({
    own: { layerName: 'deps' },
    twin: { layerName: 'deps', runtimes: ['python3.13'] },
    other: { layerName: 'others' },
    web: null,
    broken: { layerName: 7 },
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('warning: the layer name “deps” is also used by the project twin');
});

it('names are compared as on AWS, with their placeholders filled in', async () => {
  const found = await warnings({
    own: { layerName: 'deps-{runtime}-{architecture}', architectures: ['x86_64', 'arm64'] },
    same: { layerName: 'deps-python3-12-arm64' },
    apart: { layerName: 'deps-{runtime}-{architecture}', runtimes: ['python3.13'] },
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('the layer name “deps-python3-12-arm64” is also used by the project same');
});
