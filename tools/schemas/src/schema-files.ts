import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { definitionJsonSchemas } from '@layerkit/artifact/definition';
import { resultJsonSchemas } from '@layerkit/artifact/results';
import { defaultTarget, runtimes } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { executorsJson } from '@layerkit/executors/table';
import { format, resolveConfig } from 'prettier';
import { optionsDeclaration, type OptionsSchema } from './options-declaration.ts';
import { optionsFiles, plugins, type OptionsFile } from './options-files.ts';

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

/**
 * Returns each generated file: the JSON Schemas of the plugins and the docs from the schemas that layerkit
 * validates with, executors.json from the table of executors, and schema.d.ts of executors and generators from
 * their schema.json.
 */
export const schemaFiles = async (): Promise<readonly SchemaFile[]> => {
  const { layer, function: lambdaFunction } = definitionJsonSchemas();
  return Promise.all([
    jsonFile('libs/layer/schemas/layer.schema.json', layer),
    jsonFile('libs/lambda/schemas/function.schema.json', lambdaFunction),
    ...Object.entries(resultJsonSchemas()).map(([name, schema]) =>
      jsonFile(`docs/schemas/${name}.schema.json`, schema),
    ),
    ...plugins.map((plugin) => jsonFile(`libs/${plugin}/executors.json`, executorsJson(plugin))),
    ...generators.map((folder) => generatorSchema(`${folder}/schema.json`)),
    ...(await optionsFiles(workspaceRoot)).map(declarationFile),
  ]);
};

/** Updates the runtimes in a generator’s schema, which is otherwise written by hand. */
const generatorSchema = async (file: string): Promise<SchemaFile> => {
  const released = runtimes.filter((runtime) => !runtimeFacts(runtime).preview).toReversed();
  const offered = new Set([defaultTarget.runtime, ...released, ...runtimes]);
  const text = (await readFile(new URL(file, workspaceRoot), 'utf8'))
    .replace(/("description": "The Lambda runtime .*?)python3\.\d+/, `$1${defaultTarget.runtime}`)
    .replace(/("items": )\[\s*"python3[^\]]*\]/, `$1${JSON.stringify([...offered])}`);
  return formattedFile(new URL(file, workspaceRoot), text);
};

const jsonFile = (file: string, value: unknown): Promise<SchemaFile> =>
  formattedFile(new URL(file, workspaceRoot), JSON.stringify(value));

const declarationFile = async ({ url, typeName }: OptionsFile): Promise<SchemaFile> => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- executor-schemas.spec.ts checks each schema.json
  const schema = JSON.parse(await readFile(url, 'utf8')) as OptionsSchema;
  return formattedFile(new URL('schema.d.ts', url), optionsDeclaration(typeName, schema));
};

const formattedFile = async (url: URL, text: string): Promise<SchemaFile> => {
  const path = fileURLToPath(url);
  const options = await resolveConfig(path);
  return { path, text: await format(text, { ...options, filepath: path }) };
};
