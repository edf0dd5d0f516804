import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { definitionJsonSchemas, resultJsonSchemas } from '@layerkit/artifact';
import { defaultTarget, runtimeFacts, runtimes } from '@layerkit/platform-resolution';
import { format, resolveConfig } from 'prettier';

export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

const workspaceRoot = new URL('../../../', import.meta.url);

/** The option `runtime` of these generators names the default runtime. */
const generators = [
  'libs/layer/src/generators/layer',
  'libs/layer/src/generators/from-existing',
  'libs/lambda/src/generators/function',
];

/** The schema files as they should stand in the plugins and the docs, made from what is checked with. */
export const schemaFiles = async (): Promise<readonly SchemaFile[]> => {
  const { layer, function: lambdaFunction } = definitionJsonSchemas();
  return Promise.all([
    schemaFile('libs/layer/schemas/layer.schema.json', layer),
    schemaFile('libs/lambda/schemas/function.schema.json', lambdaFunction),
    ...Object.entries(resultJsonSchemas()).map(([name, schema]) =>
      schemaFile(`docs/schemas/${name}.schema.json`, schema),
    ),
    ...generators.map((folder) => generatorSchema(`${folder}/schema.json`)),
  ]);
};

/** A generator’s schema is written by hand, up to the runtimes that it names. */
const generatorSchema = async (file: string): Promise<SchemaFile> => {
  const path = fileURLToPath(new URL(file, workspaceRoot));
  const released = runtimes.filter((runtime) => !runtimeFacts(runtime).preview).toReversed();
  const offered = new Set([defaultTarget.runtime, ...released, ...runtimes]);
  const text = (await readFile(path, 'utf8'))
    .replace(/("description": "The Lambda runtime .*?)python3\.\d+/, `$1${defaultTarget.runtime}`)
    .replace(/("items": )\[\s*"python3[^\]]*\]/, `$1${JSON.stringify([...offered])}`);
  return { path, text: await formatted(path, text) };
};

const schemaFile = async (file: string, schema: unknown): Promise<SchemaFile> => {
  const path = fileURLToPath(new URL(file, workspaceRoot));
  return { path, text: await formatted(path, JSON.stringify(schema)) };
};

const formatted = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), filepath: path });
