import { fileURLToPath } from 'node:url';
import { definitionJsonSchemas, resultJsonSchemas } from '@layerkit/artifact';
import { format, resolveConfig } from 'prettier';

export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

const workspaceRoot = new URL('../../../', import.meta.url);

/** The schema files as they should stand in the plugins and the docs, made from what is checked with. */
export const schemaFiles = async (): Promise<readonly SchemaFile[]> => {
  const { layer, function: lambdaFunction } = definitionJsonSchemas();
  return Promise.all([
    schemaFile('libs/layer/schemas/layer.schema.json', layer),
    schemaFile('libs/lambda/schemas/function.schema.json', lambdaFunction),
    ...Object.entries(resultJsonSchemas()).map(([name, schema]) =>
      schemaFile(`docs/schemas/${name}.schema.json`, schema),
    ),
  ]);
};

const schemaFile = async (file: string, schema: unknown): Promise<SchemaFile> => {
  const path = fileURLToPath(new URL(file, workspaceRoot));
  const options = await resolveConfig(path);
  return { path, text: await format(JSON.stringify(schema), { ...options, filepath: path }) };
};
