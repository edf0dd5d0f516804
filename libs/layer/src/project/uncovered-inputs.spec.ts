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
    projects: {
      layer: { root: 'apps/layer', namedInputs: { own: ['{projectRoot}/own/**'] } },
      nested: { root: 'apps/layer/nested' },
    },
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

interface Row {
  readonly inputs?: Inputs;
  readonly file: string;
  readonly covered: boolean;
}

const readme = 'apps/layer/README.md';

it.each<[string, Row]>([
  ['all of the project, by default', { file: 'apps/layer/src/.hidden/a.py', covered: true }],
  ['another project, by default', { file: 'apps/layer-two/layer.json', covered: false }],
  [
    'a project within the project: to Nx its files are of that one alone',
    { file: 'apps/layer/nested/a.py', covered: false },
  ],
  [
    'a project within the project that is named as of the workspace',
    { inputs: ['{workspaceRoot}/apps/layer/**/*'], file: 'apps/layer/nested/a.py', covered: true },
  ],
  ['a named input', { inputs: ['layerkit'], file: 'apps/layer/src/prompt.md', covered: true }],
  ['what a named input takes away', { inputs: ['layerkit'], file: readme, covered: false }],
  ['a named input of named inputs', { inputs: ['all'], file: layerJson, covered: true }],
  ['a named input of the project', { inputs: ['own'], file: 'apps/layer/own/deep/a.py', covered: true }],
  [
    'a file of the workspace',
    { inputs: ['layerkit', '{workspaceRoot}/uv.lock'], file: 'uv.lock', covered: true },
  ],
  ['a file of the workspace that nothing names', { inputs: ['layerkit'], file: 'uv.lock', covered: false }],
  [
    'a file of the project that is named as one of the workspace, in spite of what is taken away',
    { inputs: ['layerkit', `{workspaceRoot}/${readme}`], file: readme, covered: true },
  ],
  ['a fileset', { inputs: [{ fileset: '{workspaceRoot}/{a,b}.txt' }], file: 'b.txt', covered: true }],
  [
    'what dependencies bring',
    { inputs: ['^layerkit', { externalDependencies: [] }], file: layerJson, covered: false },
  ],
])('%s', (_, { inputs, file, covered }) => {
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
