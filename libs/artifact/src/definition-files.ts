// The parts that Nx needs when it makes the project graph. Every command of a workspace waits for the graph, so nothing
// here loads zod: tools/lint/src/graph-time-imports.spec.ts checks it.
export {
  isObject,
  readDefinitionFields,
  type DefinitionFields,
} from './definition/read-definition-fields.ts';
export { requirementsKindOf } from './definition/requirements-kinds.ts';
export { isOfAzure, refuseTwoDefinitions } from './definition/refuse-two-definitions.ts';
