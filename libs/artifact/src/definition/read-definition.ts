import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJsonText, readRequiredText, readJsonFile } from '../json/read-json-file.ts';
import { isObject } from './read-definition-fields.ts';
import { functionDefinitionSchema, type FunctionDefinition } from './function-definition.ts';
import { functionTableSchema, type FunctionsDefinition } from './function-table.ts';
import { layerDefinitionSchema, type LayerDefinition } from './layer-definition.ts';

const failures = (file: 'layer.json' | 'function.json', plugin: string) => {
  const schema = `See the JSON Schema in ${plugin}/schemas for its fields.`;
  return {
    missing: {
      code: 'definition/not-found',
      hint: `Create ${file} in the project’s folder. ${schema}`,
    },
    invalid: 'definition/invalid',
    invalidHint: schema,
  } as const;
};

const functionFailures = failures('function.json', '@layerkit/lambda');

/**
 * Reads `layer.json` of a project. If it names neither requirements nor sources, a `requirements.in` next to it counts.
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
    typeof value === 'object' &&
    value !== null &&
    !['requirements', 'sources', 'files'].some((field) => field in value);
  return isSilent ? { ...value, requirements: besideIt } : value;
}, layerDefinitionSchema);

/**
 * Reads `function.json` of a project with one function.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readFunctionDefinition = (projectRoot: string): Promise<FunctionDefinition> =>
  readJsonFile(join(projectRoot, 'function.json'), functionDefinitionSchema, functionFailures);

/**
 * Reads the functions of a project’s `function.json`: one, or those of its table.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readFunctionsDefinition = async (projectRoot: string): Promise<FunctionsDefinition> => {
  const path = join(projectRoot, 'function.json');
  return parseFunctionsDefinition(await readRequiredText(path, functionFailures), path);
};

/**
 * Parses the text of a `function.json` with one function or a table. The file need not exist.
 * @param path the path in errors
 * @throws LayerkitError definition/invalid (every problem in one error)
 */
export const parseFunctionsDefinition = async (text: string, path: string): Promise<FunctionsDefinition> => {
  if (hasTable(text)) return parseJsonText(text, functionTableSchema, { path, ...functionFailures });
  const definition = await parseFunctionDefinition(text, path);
  return { isTable: false, functions: [{ name: definition.functionName, definition }] };
};

/** Whether the text of a function.json has a table of functions. False if it is not valid JSON. */
const hasTable = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && 'functions' in value;
  } catch {
    return false;
  }
};

/**
 * Parses the text of a `layer.json`. The file need not exist.
 * @param path the path in errors
 * @throws LayerkitError definition/invalid (every problem in one error)
 */
export const parseLayerDefinition = (text: string, path: string): Promise<LayerDefinition> =>
  parseJsonText(text, layerDefinitionSchema, { path, ...failures('layer.json', '@layerkit/layer') });

/**
 * Parses the text of a `function.json` with one function. The file need not exist.
 * @param path the path in errors
 * @throws LayerkitError definition/invalid (every problem in one error)
 */
export const parseFunctionDefinition = (text: string, path: string): Promise<FunctionDefinition> =>
  parseJsonText(text, functionDefinitionSchema, { path, ...functionFailures });
