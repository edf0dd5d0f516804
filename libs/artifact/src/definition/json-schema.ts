import { z } from 'zod';
import { functionDefinitionSchema } from './function-definition.ts';
import { functionTableSchema } from './function-table.ts';
import { layerDefinitionSchema } from './layer-definition.ts';

/** Returns the JSON Schemas for editors, by definition. They are generated from the schemas that executors check. */
export const definitionJsonSchemas = (): Readonly<Record<'layer' | 'function', unknown>> => ({
  layer: z.toJSONSchema(layerDefinitionSchema, { io: 'input' }),
  function: functionFileSchema(),
});

/** One object with all fields, because editors complete and explain those of an object better than alternatives. */
const functionFileSchema = (): unknown => {
  const { properties, required = [], ...one } = z.toJSONSchema(functionDefinitionSchema, { io: 'input' });
  const { functionName, functions } = z.toJSONSchema(functionTableSchema, { io: 'input' }).properties ?? {};
  return {
    ...one,
    properties: { ...properties, functionName, functions },
    anyOf: [{ required }, { required: ['functions'] }],
  };
};
