import { join } from 'node:path';
import {
  functionDefinitionSchema,
  layerDefinitionSchema,
  type LayerDefinition,
} from '@layerkit/artifact/definition';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { writeTree } from '@layerkit/testing-files';
import { testEnvironment } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { buildFunction } from '../src/build-function.ts';
import { buildLayer } from '../src/build-layer.ts';
import { lockedInputsOf } from '../src/function-packages/locked-inputs.ts';

interface Project {
  /** The text of requirements.in. */
  readonly requirements: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

export interface WantedWorkspace {
  readonly folder: string;
  /** The URL of a package index. */
  readonly index: string;
  readonly layers?: Readonly<Record<string, Project>>;
  readonly function: Project;
  /** Files anywhere in the workspace. */
  readonly files?: Project['files'];
}

const target = parseTarget('python3.12/x86_64');

/** Writes a workspace with layers and the function `caller`, locks everything with uv, and returns the builds. */
export const functionWorkspace = async ({ folder, index, layers = {}, ...wanted }: WantedWorkspace) => {
  const access = {
    store: openStore({ directory: join(folder, 'store') }),
    env: testEnvironment({ UV_DEFAULT_INDEX: index }),
  };
  const rootOf = (name: string): string => join(folder, 'apps', name);
  await writeTree(folder, { 'nx.json': '{}', ...wanted.files });
  for (const [name, layer] of Object.entries(layers)) {
    const definition = await writeLayer(rootOf(name), name, layer);
    await lockLayer({ projectRoot: rootOf(name), definition, target, ...access });
  }
  const { projectRoot, definition } = await writeFunction(rootOf('caller'), wanted.function, layers);
  await lockLayer({ ...lockedInputsOf({ projectRoot, definition }), ...access });
  const projects = Object.fromEntries(Object.keys(layers).map((name) => [name, rootOf(name)]));
  const outputRoot = join(folder, 'dist/caller');
  return {
    projectRoot,
    definition,
    access,
    build: () => buildFunction({ projectRoot, definition, projects, outputRoot, ...access }),
    buildLayer: async (name: string, layer: Project) =>
      buildLayer({
        projectRoot: rootOf(name),
        definition: await writeLayer(rootOf(name), name, layer),
        target,
        outputRoot: join(folder, 'dist', name),
        ...access,
      }),
  };
};

const writeLayer = async (
  root: string,
  layerName: string,
  { requirements, fields, files }: Project,
): Promise<LayerDefinition> => {
  const definition = {
    layerName,
    runtimes: [target.runtime],
    requirements: 'requirements.in',
    ...fields,
  };
  const texts = { 'layer.json': JSON.stringify(definition), 'requirements.in': requirements };
  await writeTree(root, { ...texts, ...files });
  return layerDefinitionSchema.parse(definition);
};

const writeFunction = async (
  root: string,
  { requirements, fields, files }: Project,
  layers: NonNullable<WantedWorkspace['layers']>,
) => ({
  definition: functionDefinitionSchema.parse({
    functionName: 'caller',
    runtime: target.runtime,
    handler: 'app.handle',
    requirements: 'requirements.in',
    layers: Object.keys(layers),
    ...fields,
  }),
  projectRoot: await writeTree(root, {
    'src/app.py': 'def handle(event, context): ...\n',
    'requirements.in': requirements,
    ...files,
  }),
});
