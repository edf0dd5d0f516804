import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJsonText, readJsonFile } from '../json/read-json-file.ts';
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
 * Reads `layer.json` of a project. Where it names neither requirements nor sources, a `requirements.in`
 * beside it is meant.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readLayerDefinition = async (projectRoot: string): Promise<LayerDefinition> =>
  readJsonFile(
    join(projectRoot, 'layer.json'),
    (await isThere(join(projectRoot, besideIt))) ? withRequirementsBeside : layerDefinitionSchema,
    failures('layer.json', '@layerkit/layer'),
  );

const besideIt = 'requirements.in';

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const withRequirementsBeside = z.preprocess((value) => {
  const isSilent =
    typeof value === 'object' && value !== null && !('requirements' in value) && !('sources' in value);
  return isSilent ? { ...value, requirements: besideIt } : value;
}, layerDefinitionSchema);

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

/**
 * What a text is as `layer.json`, of a file that need not be on disk yet.
 * @param path how the error calls it
 * @throws LayerkitError definition/invalid (every problem in one error)
 */
export const parseLayerDefinition = (text: string, path: string): Promise<LayerDefinition> =>
  parseJsonText(text, layerDefinitionSchema, { path, ...failures('layer.json', '@layerkit/layer') });

/**
 * What a text is as `function.json`, of a file that need not be on disk yet.
 * @param path how the error calls it
 * @throws LayerkitError definition/invalid (every problem in one error)
 */
export const parseFunctionDefinition = (text: string, path: string): Promise<FunctionDefinition> =>
  parseJsonText(text, functionDefinitionSchema, { path, ...failures('function.json', '@layerkit/lambda') });
