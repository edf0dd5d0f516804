import {
  functionDefinitionSchema,
  functionTableSchema,
  layerDefinitionSchema,
} from '@layerkit/artifact/definition';
import { readJson } from '../reference/json-schema.ts';
import { readPlugin } from '../reference/read-plugin.ts';
import { workspaceRoot } from '../reference/reference-files.ts';
import { readPages } from './pages.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plugins = await Promise.all([readPlugin('layer', ''), readPlugin('lambda', '')]);
const executors = new Map(
  plugins.flatMap(({ name, executors: all }) =>
    all.map((executor) => [`${name}:${executor.name}`, executor.schema]),
  ),
);
const entryPoints = (
  await Promise.all(
    ['layer', 'lambda'].map(async (library) => {
      const file = new URL(`libs/${library}/package.json`, workspaceRoot);
      const { exports } = await readJson<{ readonly exports: object }>(file);
      return Object.keys(exports).map((entry) => `@layerkit/${library}${entry.slice(1)}`);
    }),
  )
).flat();

/** A block may show part of a file. These fields complete it. */
const wholeLayer = { layerName: 'x', runtimes: ['python3.12'], requirements: 'x.in', entryModules: ['x'] };
const wholeFunction = {
  ...{ functionName: 'x', runtime: 'python3.12', handler: 'x.y' },
  ...{ logFormat: 'JSON', requirements: 'x.in' },
};
const fieldsOf = (schema: { readonly shape: object }): ReadonlySet<string> =>
  new Set(Object.keys(schema.shape));
const layerFields = fieldsOf(layerDefinitionSchema);
const functionFields = fieldsOf(functionDefinitionSchema);

const nxFields = new Set(['plugins', 'pluginsConfig', 'namedInputs', 'targetDefaults']);

const faultsOfBlock = (block: Json, file = ''): readonly string[] => {
  if (file.endsWith('layer.json')) return parsed(layerDefinitionSchema, block);
  if ('functions' in block) return parsed(functionTableSchema, { runtime: 'python3.12', ...block });
  if (file.endsWith('function.json')) return parsed(functionDefinitionSchema, block);
  const keys = Object.keys(block);
  const isPart = (fields: ReadonlySet<string>) => keys.every((key) => fields.has(key));
  if ('layerName' in block && keys.length > 1) return parsed(layerDefinitionSchema, block);
  if ('functionName' in block && keys.length > 1) return parsed(functionDefinitionSchema, block);
  const asLayer = isPart(layerFields)
    ? parsed(layerDefinitionSchema, { ...wholeLayer, ...block })
    : undefined;
  // globs of prune have another form in function.json
  if (asLayer !== undefined && (asLayer.length === 0 || !('prune' in block))) return asLayer;
  if (isPart(functionFields)) return parsed(functionDefinitionSchema, { ...wholeFunction, ...block });
  if ('targets' in block) return faultsOfTargets(block['targets']);
  if (keys.some((key) => nxFields.has(key))) return faultsOfNxJson(block);
  if ('Statement' in block) return faultsOfPolicy(block);
  return ['is neither layer.json, function.json, project.json nor nx.json, nor a part of one'];
};

/**
 * Checks the grammar of an IAM policy, as far as the pages use it. The tests of publishing compare its actions
 * with the code.
 */
const faultsOfPolicy = ({ Version: version, Statement: statements }: Json): readonly string[] => [
  ...(version === '2012-10-17' ? [] : [`unknown policy version: ${String(version)}`]),
  ...(Array.isArray(statements) ? statements : [])
    .filter(
      (one) => !isObject(one) || one['Effect'] !== 'Allow' || !('Resource' in one || 'Principal' in one),
    )
    .map((one) => `invalid statement: ${JSON.stringify(one)}`),
];

interface Schema {
  safeParse(value: unknown): { readonly error?: { readonly message: string } };
}

const parsed = (schema: Schema, value: unknown): readonly string[] => {
  const { error } = schema.safeParse(value);
  return error === undefined ? [] : [error.message];
};

const faultsOfTargets = (targets: unknown): readonly string[] =>
  Object.values(isObject(targets) ? targets : {}).flatMap((target) => {
    const { executor = '', options = {} } = isObject(target) ? target : {};
    const schema = executors.get(String(executor));
    if (schema === undefined) return [`unknown executor ${String(executor)}`];
    const known = Object.keys(schema.properties ?? {});
    return Object.keys(options ?? {})
      .filter((name) => !known.includes(name))
      .map((name) => `unknown option ${name}`);
  });

const faultsOfNxJson = ({ targetDefaults = {}, plugins: named = [] }: Json): readonly string[] => [
  ...Object.keys(targetDefaults ?? {}).filter((name) => name.includes(':') && !executors.has(name)),
  ...(Array.isArray(named) ? named : []).map(String).filter((name) => !entryPoints.includes(name)),
];

it('every block of JSON is valid for its file', async () => {
  const blocks = (await readPages()).flatMap(({ path, blocks: all }) =>
    all.filter(({ language }) => language === 'json').map(({ text, file }) => ({ path, text, file })),
  );
  const faults = blocks.flatMap(({ path, text, file }) => {
    const block: unknown = JSON.parse(text);
    return isObject(block) ? faultsOfBlock(block, file).map((fault) => `${path}: ${text}: ${fault}`) : [];
  });
  expect(faults).toEqual([]);
  expect(blocks.length).toBeGreaterThan(50);
});

it.each([
  [{ layerName: 'x', runtimes: ['python3.12'] }],
  [{ prune: { exlude: [] } }],
  [{ memoryMb: 1 }],
  [{ targets: { build: { executor: '@layerkit/layer:biuld' } } }],
  [{ targets: { build: { executor: '@layerkit/layer:build', options: { ofline: true } } } }],
  [{ targetDefaults: { '@layerkit/layer:biuld': {} } }],
  [{ plugins: ['@layerkit/lambda/grap'] }],
  [{ colour: 'red' }],
])('the block %j is refused', (block) => {
  expect(faultsOfBlock(block)).not.toEqual([]);
});
