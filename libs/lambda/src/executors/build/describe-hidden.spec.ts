import { join } from 'node:path';
import { readLayerDefinition } from '@layerkit/artifact/definition';
import { buildFunction, buildLayer } from '@layerkit/packaging';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctions } from '../../project/project-functions.ts';
import { describeHidden } from './describe-hidden.ts';

const scratch = temporaryFolders();
const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const setUp = async (): Promise<ExecutorContext> => {
  const root = await writeTree(await scratch(), {
    'app/function.json': JSON.stringify({
      functionName: 'app',
      ...target,
      handler: 'app.handle',
      layers: ['shared'],
    }),
    'app/src/app.py': 'def handle(event, context): ...\n',
    'app/src/requests.py': '',
    'shared/layer.json': JSON.stringify({ layerName: 'web', runtimes: ['python3.12'], sources: 'src' }),
    'shared/src/requests/__init__.py': '',
  });
  return {
    root,
    cwd: root,
    isVerbose: false,
    projectName: 'app',
    projectsConfigurations: { version: 2, projects: { app: { root: 'app' }, shared: { root: 'shared' } } },
    nxJsonConfiguration: {},
    projectGraph: { nodes: {}, dependencies: {} },
  };
};

it('build warns about code that hides a module of a built layer, and keeps that out of the manifest', async () => {
  const context = await setUp();
  const { projectRoot: root, outputRoot, functions } = await openFunctions(context);
  const [one] = functions;
  if (one === undefined) throw new Error('no function');
  const request = { projectRoot: root, outputRoot, definition: one.definition };
  const { artifact } = await buildFunction(request);
  expect(await describeHidden(one, artifact, context)).toEqual([]);
  const projectRoot = join(context.root, 'shared');
  const definition = await readLayerDefinition(projectRoot);
  await buildLayer({ projectRoot, definition, target, outputRoot: join(context.root, 'dist/shared') });
  expect(await describeHidden(one, artifact, context)).toEqual([
    expect.stringMatching(/^warning: the function’s requests hides requests of the layer web: /),
  ]);
  expect((await buildFunction(request)).artifact.manifest.audit).toEqual({ findings: [], ignored: [] });
});
