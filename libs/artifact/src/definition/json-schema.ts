import { z } from 'zod';
import { functionDefinitionSchema } from './function-definition.ts';
import { layerDefinitionSchema } from './layer-definition.ts';

/** The JSON Schemas for editors, by the file they describe; made from what the executors themselves check. */
export const definitionJsonSchemas = (): Readonly<Record<'layer' | 'function', unknown>> => ({
  layer: z.toJSONSchema(layerDefinitionSchema, { io: 'input' }),
  function: z.toJSONSchema(functionDefinitionSchema, { io: 'input' }),
});
