import { join } from 'node:path';
import { readJsonFile } from '../json/read-json-file.ts';
import { functionDefinitionSchema, type FunctionDefinition } from './function-definition.ts';
import { layerDefinitionSchema, type LayerDefinition } from './layer-definition.ts';

const missing = (file: string) => ({
  code: 'definition/not-found' as const,
  hint: `Create ${file} in the project’s folder; docs/reference shows its fields.`,
});

/**
 * Reads `layer.json` of a project.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readLayerDefinition = (projectRoot: string): Promise<LayerDefinition> =>
  readJsonFile(join(projectRoot, 'layer.json'), layerDefinitionSchema, {
    missing: missing('layer.json'),
    invalid: 'definition/invalid',
  });

/**
 * Reads `function.json` of a project.
 * @throws LayerkitError definition/not-found, definition/invalid (every problem in one error)
 */
export const readFunctionDefinition = (projectRoot: string): Promise<FunctionDefinition> =>
  readJsonFile(join(projectRoot, 'function.json'), functionDefinitionSchema, {
    missing: missing('function.json'),
    invalid: 'definition/invalid',
  });
