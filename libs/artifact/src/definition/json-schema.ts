import { z } from 'zod';
import { functionDefinitionSchema } from './function-definition.ts';
import { layerDefinitionSchema } from './layer-definition.ts';

/** Returns the JSON Schemas for editors, by definition. They are generated from the schemas that executors check. */
export const definitionJsonSchemas = (): Readonly<Record<'layer' | 'function', unknown>> => ({
  layer: z.toJSONSchema(layerDefinitionSchema, { io: 'input' }),
  function: z.toJSONSchema(functionDefinitionSchema, { io: 'input' }),
});
