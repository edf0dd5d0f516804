import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTarget } from '@layerkit/platform-resolution';
import { artifactDirectories, openLayerProject } from './layer-project.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-layer-project-'));
  const definition = {
    layerName: 'some-layer',
    runtimes: ['python3.12'],
    architectures: ['x86_64', 'arm64'],
    requirements: 'requirements.in',
  };
  await mkdir(join(root, 'apps/layer'), { recursive: true });
  await writeFile(join(root, 'apps/layer/layer.json'), JSON.stringify(definition));
});
afterEach(() => rm(root, { recursive: true }));

const open = (options?: { readonly only?: string }) =>
  openLayerProject(
    {
      root,
      cwd: root,
      isVerbose: false,
      projectName: 'layer',
      projectsConfigurations: { version: 2, projects: { layer: { root: 'apps/layer' } } },
      nxJsonConfiguration: {},
      projectGraph: { nodes: {}, dependencies: {} },
    },
    options,
  );

it('a layer project has every target of its definition, each with its own folder in dist', async () => {
  const project = await open();
  expect(project.targets.map(formatTarget)).toEqual(['python3.12/x86_64', 'python3.12/arm64']);
  expect(artifactDirectories(project)).toEqual([
    join(root, 'dist/apps/layer/python3.12-x86_64'),
    join(root, 'dist/apps/layer/python3.12-arm64'),
  ]);
});

it('a function.json in the same folder is an error', async () => {
  await writeFile(join(root, 'apps/layer/function.json'), '{ "functionName": "layer" }');
  await expect(open()).rejects.toMatchObject({
    code: 'definition/invalid',
    message: expect.stringContaining('apps/layer/layer.json and apps/layer/function.json'),
  });
});

it('the option “only” selects one target', async () => {
  expect((await open({ only: 'python3.12/arm64' })).targets.map(formatTarget)).toEqual(['python3.12/arm64']);
});

it.each(['python3.13/arm64', 'python3.12', 'arm64', 'python3.8/x86_64', ''])(
  'the error for “only=%s” names the targets of the layer',
  async (only) => {
    await expect(open({ only })).rejects.toMatchObject({
      code: 'platform/invalid-target',
      message: `“${only}” is not a target of this layer`,
      hint: 'Use one of: python3.12/x86_64, python3.12/arm64.',
    });
  },
);
