import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { describeUncovered, uncoveredInputs } from './uncovered-inputs.ts';

type Inputs = NonNullable<ExecutorContext['target']>['inputs'];

const root = join('/', 'somewhere', 'workspace');

const contextWith = (inputs: Inputs, cache = true): ExecutorContext => ({
  root,
  cwd: root,
  isVerbose: false,
  projectName: 'layer',
  projectsConfigurations: {
    version: 2,
    projects: { layer: { root: 'apps/layer', namedInputs: { own: ['{projectRoot}/own/**'] } } },
  },
  nxJsonConfiguration: {
    namedInputs: { layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'], all: ['layerkit', 'own'] },
  },
  projectGraph: { nodes: {}, dependencies: {} },
  target: { executor: '@layerkit/layer:build', cache, ...(inputs && { inputs }) },
});

const uncovered = (inputs: Inputs, ...files: readonly string[]) =>
  uncoveredInputs(
    contextWith(inputs),
    files.map((file) => join(root, file)),
  );

const layerJson = 'apps/layer/layer.json';

it.each<[string, Inputs, string, boolean]>([
  ['all of the project, by default', undefined, 'apps/layer/src/.hidden/a.py', true],
  ['another project, by default', undefined, 'apps/layer-two/layer.json', false],
  ['a named input', ['layerkit'], 'apps/layer/src/prompt.md', true],
  ['what a named input takes away', ['layerkit'], 'apps/layer/README.md', false],
  ['a named input of named inputs', ['all'], layerJson, true],
  ['a named input of the project', ['own'], 'apps/layer/own/deep/a.py', true],
  ['a file of the workspace', ['layerkit', '{workspaceRoot}/uv.lock'], 'uv.lock', true],
  ['a file of the workspace that nothing names', ['layerkit'], 'uv.lock', false],
  [
    'a file of the project that is named as one of the workspace, in spite of what is taken away',
    ['layerkit', '{workspaceRoot}/apps/layer/README.md'],
    'apps/layer/README.md',
    true,
  ],
  ['a fileset', [{ fileset: '{workspaceRoot}/{a,b}.txt' }], 'b.txt', true],
  ['what dependencies bring', ['^layerkit', { externalDependencies: [] }], layerJson, false],
])('%s', (_, inputs, file, covered) => {
  expect(uncovered(inputs, file)).toEqual(covered ? [] : [file]);
});

it('no file outside the workspace is ever seen', () => {
  expect(uncovered(['{workspaceRoot}/**/*'], '../shared.txt')).toEqual(['../shared.txt']);
});

it('a target that Nx does not cache needs no inputs', () => {
  expect(uncoveredInputs(contextWith([], false), [join(root, layerJson)])).toEqual([]);
});

it('is told in one line with the first of them and what to add', () => {
  expect(describeUncovered([])).toEqual([]);
  const [line, ...more] = describeUncovered(['uv.lock', 'limits.txt']);
  expect(line).toMatch(
    /^warning: uv\.lock and 1 more went into the build .* add “\{workspaceRoot\}\/uv\.lock”/,
  );
  expect(more).toEqual([]);
  expect(describeUncovered(['../a.txt'])[0]).toContain('Nx sees nothing outside the workspace');
});
