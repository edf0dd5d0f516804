import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { describeUncovered, uncoveredInputs } from './uncovered-inputs.ts';

type Inputs = NonNullable<ExecutorContext['target']>['inputs'];

const root = join('/', 'somewhere', 'workspace');

const node = (name: string) => ({ name, type: 'lib' as const, data: { root: `packages/${name}` } });
const edge = (source: string, target: string) => ({ source, target, type: 'static' });

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
      core: { root: 'packages/core' },
      deep: { root: 'packages/deep' },
    },
  },
  nxJsonConfiguration: {
    namedInputs: { layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'], all: ['layerkit', 'own'] },
  },
  projectGraph: {
    nodes: { core: node('core'), deep: node('deep') },
    dependencies: { layer: [edge('layer', 'core'), edge('layer', 'npm:x')], core: [edge('core', 'deep')] },
  },
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
  ['any file of the project, by default', { file: 'apps/layer/src/.hidden/a.py', covered: true }],
  ['a file of another project, by default', { file: 'apps/layer-two/layer.json', covered: false }],
  [
    'a file of a project within the project, which belongs only to that one',
    { file: 'apps/layer/nested/a.py', covered: false },
  ],
  [
    'a file of a project within the project, named relative to the workspace',
    { inputs: ['{workspaceRoot}/apps/layer/**/*'], file: 'apps/layer/nested/a.py', covered: true },
  ],
  ['a file in a named input', { inputs: ['layerkit'], file: 'apps/layer/src/prompt.md', covered: true }],
  ['a file that a named input excludes', { inputs: ['layerkit'], file: readme, covered: false }],
  ['a file in a named input of named inputs', { inputs: ['all'], file: layerJson, covered: true }],
  [
    'a file in a named input of the project',
    { inputs: ['own'], file: 'apps/layer/own/deep/a.py', covered: true },
  ],
  [
    'a file of a project that it depends on through another one',
    { inputs: ['^default'], file: 'packages/deep/a.py', covered: true },
  ],
  [
    'a file that a named input of its dependencies excludes',
    { inputs: ['^layerkit'], file: 'packages/core/README.md', covered: false },
  ],
  [
    'a named file of the workspace',
    { inputs: ['layerkit', '{workspaceRoot}/uv.lock'], file: 'uv.lock', covered: true },
  ],
  ['a file of the workspace that no input names', { inputs: ['layerkit'], file: 'uv.lock', covered: false }],
  [
    'an excluded file of the project that is named relative to the workspace',
    { inputs: ['layerkit', `{workspaceRoot}/${readme}`], file: readme, covered: true },
  ],
  [
    'a file in a fileset',
    { inputs: [{ fileset: '{workspaceRoot}/{a,b}.txt' }], file: 'b.txt', covered: true },
  ],
  [
    'a file of the project that only an input of its dependencies names',
    { inputs: ['^layerkit', { externalDependencies: [] }], file: layerJson, covered: false },
  ],
])('coverage by inputs: %s', (_, { inputs, file, covered }) => {
  expect(uncovered(inputs, file)).toEqual(covered ? [] : [file]);
});

it('a file outside the workspace is never covered', () => {
  expect(uncovered(['{workspaceRoot}/**/*'], '../shared.txt')).toEqual(['../shared.txt']);
});

it('a target that Nx does not cache needs no inputs', () => {
  expect(uncoveredInputs(contextWith([], false), [join(root, layerJson)])).toEqual([]);
});

it('one warning names the first uncovered file and the input to add', () => {
  expect(describeUncovered([])).toEqual([]);
  const [line, ...more] = describeUncovered(['uv.lock', 'limits.txt']);
  expect(line).toMatch(
    /^warning: the build depends on uv\.lock and 1 more, .* add “\{workspaceRoot\}\/uv\.lock”/,
  );
  expect(more).toEqual([]);
  expect(describeUncovered(['../a.txt'])[0]).toContain('Nx can’t hash files outside the workspace');
});
