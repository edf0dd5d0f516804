export {
  formatTemporaryFunctionPlan,
  planTemporaryFunction,
} from './temporary-function/plan-temporary-function.ts';
export type { ListedLayer, TemporaryResources } from './temporary-function/temporary-resources.ts';
export { withTemporaryCopy } from './temporary-function/with-temporary-copy.ts';
export { withTemporaryFunction } from './temporary-function/with-temporary-function.ts';
