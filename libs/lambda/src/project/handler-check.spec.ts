import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { functionDefinitionSchema, layerDefinitionSchema } from '@layerkit/artifact/definition';
import type { ExecutorContext } from '@nx/devkit';
import { buildFunction, buildLayer } from '@layerkit/packaging';
import { checkHandler, describeHandler } from './handler-check.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-handler-check-'));
  await write('apps/reader/src/app.py', 'def handle(event, context): ...');
  await write('apps/wrapper/src/wrapper.py', '');
});
afterEach(() => rm(root, { recursive: true }));

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

const target = { runtime: 'python3.12', architecture: 'arm64' } as const;

const buildWrapper = async () => {
  const definition = layerDefinitionSchema.parse({
    layerName: 'wrapper',
    runtimes: [target.runtime],
    architectures: [target.architecture],
    sources: 'src',
  });
  const [projectRoot, outputRoot] = [join(root, 'apps/wrapper'), join(root, 'dist/apps/wrapper')];
  return (await buildLayer({ projectRoot, definition, target, outputRoot })).artifact;
};

const reader = async (handler: string) => {
  const definition = functionDefinitionSchema.parse({
    functionName: 'reader',
    ...target,
    handler,
    layers: ['wrapper'],
  });
  const [projectRoot, outputRoot] = [join(root, 'apps/reader'), join(root, 'dist/apps/reader')];
  const project = { name: 'reader', projectRoot, outputRoot, definition };
  const { artifact } = await buildFunction(project);
  return { project, artifact };
};

const context = (): ExecutorContext => ({
  root,
  cwd: root,
  isVerbose: false,
  projectName: 'reader',
  projectsConfigurations: { version: 2, projects: { wrapper: { root: 'apps/wrapper' } } },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
});

const said = async (handler: string) => {
  const { project, artifact } = await reader(handler);
  return describeHandler(project, artifact, context());
};

const needs = 'its handler “ap.handle” needs ap.py, which is not in src; did you mean app.handle?';

it('build says nothing about a handler in the own code or in a built layer', async () => {
  await buildWrapper();
  expect(await said('app.handle')).toEqual([]);
  expect(await said('wrapper.handle')).toEqual([]);
});

it('build warns about a handler that no built layer has, and prints a note if the layers are not built', async () => {
  expect(await said('ap.handle')).toEqual([
    `note: ${needs} Otherwise a layer must provide it; not all of its layers are built yet: wrapper.`,
  ]);
  await buildWrapper();
  expect(await said('ap.handle')).toEqual([
    `warning: ${needs} It is not in the current build of wrapper either: deploy would refuse it.`,
  ]);
});

it('deploy refuses a missing handler and accepts one in a layer', async () => {
  const attached = [{ project: 'wrapper', artifacts: [await buildWrapper()] }];
  const check = async (handler: string) => {
    const { project, artifact } = await reader(handler);
    checkHandler(project, artifact, attached);
  };
  await check('wrapper.handle');
  await expect(check('ap.handle')).rejects.toMatchObject({
    code: 'function/invalid',
    message: 'reader is not a valid function',
    problems: [`${needs} It is not in wrapper either.`],
  });
});
