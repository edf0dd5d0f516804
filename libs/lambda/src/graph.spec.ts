import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDependencies } from './graph.ts';

let workspaceRoot: string;
beforeEach(async () => {
  workspaceRoot = await mkdtemp(join(tmpdir(), 'layerkit-graph-'));
});
afterEach(() => rm(workspaceRoot, { recursive: true }));

/** Returns the edges of a workspace with these projects. The values are the texts of their function.json. */
const edgesOf = async (projects: Readonly<Record<string, string | undefined>>) => {
  const fileMap: Record<string, { file: string; hash: string }[]> = {};
  for (const [name, text] of Object.entries(projects)) {
    if (text === undefined) continue;
    await mkdir(join(workspaceRoot, 'apps', name), { recursive: true });
    await writeFile(join(workspaceRoot, 'apps', name, 'function.json'), text);
    fileMap[name] = [{ file: `apps/${name}/function.json`, hash: '' }];
  }
  const edges = await createDependencies(undefined, {
    workspaceRoot,
    externalNodes: {},
    nxJsonConfiguration: {},
    projects: Object.fromEntries(Object.keys(projects).map((name) => [name, { root: `apps/${name}` }])),
    fileMap: { projectFileMap: fileMap, nonProjectFiles: [] },
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  return edges.map(({ source, target }) => `${source} → ${target}`);
};

const layers = (...names: unknown[]) => JSON.stringify({ layers: names });

it('a function has an edge to each of its layers, in order', async () => {
  const edges = await edgesOf({ one: layers('b', 'a'), two: layers('a'), a: undefined, b: undefined });
  expect(edges).toEqual(['one → b', 'one → a', 'two → a']);
});

it('an unknown project gets no edge, and a project has none to itself', async () => {
  expect(await edgesOf({ one: layers('missing', 'a', 'one', 7), a: undefined })).toEqual(['one → a']);
});

it('several functions have the edges of all their layers and of the projects that own their code', async () => {
  const table = {
    sources: '../shared/lib',
    layers: ['a'],
    functions: { one: {}, two: { layers: ['b', 'a'], sources: ['src', 'models', '../../scripts'] } },
  };
  const others = { a: undefined, b: undefined, shared: undefined, models: undefined };
  expect(await edgesOf({ shop: JSON.stringify(table), ...others })).toEqual([
    'shop → a',
    'shop → b',
    'shop → models',
    'shop → shared',
  ]);
});

it('the ARN of a layer version adds no edge', async () => {
  const arn = 'arn:aws:lambda:eu-central-1:123456789012:layer:a:1';
  expect(await edgesOf({ one: layers(arn, 'a'), a: undefined })).toEqual(['one → a']);
});

it('a function whose project is the whole workspace has edges to its layers', async () => {
  await writeFile(join(workspaceRoot, 'function.json'), layers('a'));
  const edges = await createDependencies(undefined, {
    workspaceRoot,
    externalNodes: {},
    nxJsonConfiguration: {},
    projects: { whole: { root: '.' }, a: { root: 'apps/a' } },
    fileMap: { projectFileMap: { whole: [{ file: 'function.json', hash: '' }] }, nonProjectFiles: [] },
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  expect(edges).toEqual([{ source: 'whole', target: 'a', sourceFile: 'function.json', type: 'static' }]);
});

it.each(['', '{', '[]', 'null', '{"layers": "a"}', '{"layers": null}'])(
  'an invalid function.json of %j adds no edge and no error',
  async (text) => {
    expect(await edgesOf({ broken: text, fine: layers('a'), a: undefined })).toEqual(['fine → a']);
  },
);

describe('the edge to the plugin that builds a project', () => {
  const projects = {
    layer: { root: 'apps/layer', targets: { build: { executor: '@layerkit/layer:build' } } },
    function: { root: 'apps/function', targets: { deploy: { executor: '@layerkit/lambda:deploy' } } },
    other: { root: 'apps/other', targets: { build: { executor: '@layerkit/layers:build' } } },
    bare: { root: 'apps/bare' },
  };
  const edgesWith = async (...installed: readonly string[]) => {
    const edges = await createDependencies(undefined, {
      workspaceRoot,
      externalNodes: Object.fromEntries(
        installed.map((packageName) => [
          `npm:${packageName}`,
          { type: 'npm', name: `npm:${packageName}`, data: { version: '1.0.0', packageName } },
        ]),
      ),
      nxJsonConfiguration: {},
      projects,
      fileMap: { projectFileMap: {}, nonProjectFiles: [] },
      filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
    });
    return edges.map(({ source, target }) => `${source} → ${target}`);
  };

  it('exists if the plugin is installed from a registry', async () => {
    expect(await edgesWith('@layerkit/layer', '@layerkit/lambda')).toEqual([
      'layer → npm:@layerkit/layer',
      'function → npm:@layerkit/lambda',
    ]);
  });

  it('does not exist if the plugin is a project of the workspace', async () => {
    expect(await edgesWith()).toEqual([]);
  });
});
