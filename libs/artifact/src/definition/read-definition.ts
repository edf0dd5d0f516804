import { join } from 'node:path';
import { readJsonFile } from '../json/read-json-file.ts';
import { functionDefinitionSchema, type FunctionDefinition } from './function-definition.ts';
import { layerDefinitionSchema, type LayerDefinition } from './layer-definition.ts';

const failures = (file: 'layer.json' | 'function.json', plugin: string) => {
  const schema = `The JSON Schema in ${plugin}/schemas describes its fields, to editors too.`;
  return {
    missing: {
      code: 'definition/not-found',
      hint: `Create ${file} in the project’s folder. ${schema}`,
    },
    invalid: 'definition/invalid',
    invalidHint: schema,
  } as const;
};

/**
 * Reads `layer.json` of a project.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readLayerDefinition = (projectRoot: string): Promise<LayerDefinition> =>
  readJsonFile(
    join(projectRoot, 'layer.json'),
    layerDefinitionSchema,
    failures('layer.json', '@layerkit/layer'),
  );

/**
 * Reads `function.json` of a project.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readFunctionDefinition = (projectRoot: string): Promise<FunctionDefinition> =>
  readJsonFile(
    join(projectRoot, 'function.json'),
    functionDefinitionSchema,
    failures('function.json', '@layerkit/lambda'),
  );
