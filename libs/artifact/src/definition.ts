export { layerDefinitionSchema, type LayerDefinition } from './definition/layer-definition.ts';
export type { IgnoreRule } from './definition/audit-rules.ts';
export { theRuntime } from './definition/provided-elsewhere.ts';
export type { ExpectedFailure } from './definition/verify-definition.ts';
export {
  functionDefinitionSchema,
  type FunctionDefinition,
  type SmokeCase,
} from './definition/function-definition.ts';
export { functionTableSchema, type NamedFunction } from './definition/function-table.ts';
export { definitionJsonSchemas } from './definition/json-schema.ts';
export { layerNameFor, layerNamesOf, targetsOf } from './definition/targets.ts';
export { writeAllowBuild } from './definition/allow-builds.ts';
export { refuseTwoDefinitions } from './definition/refuse-two-definitions.ts';
export {
  parseFunctionDefinition,
  parseLayerDefinition,
  parseFunctionsDefinition,
  readFunctionDefinition,
  readFunctionsDefinition,
  readLayerDefinition,
} from './definition/read-definition.ts';
