export { functionsContract } from './contract/functions-contract.ts';
export { invocationContract } from './contract/invocation-contract.ts';
export { layerVersionsContract } from './contract/layer-versions-contract.ts';
export { runContract } from './contract/run-contract.ts';
export { temporaryResourcesContract } from './contract/temporary-resources-contract.ts';
export { inMemoryLambda, logTailOf, type InMemoryLambda } from './in-memory/lambda.ts';
export { inMemoryLayers } from './in-memory/layers.ts';
export { startLoopbackLambda } from './loopback/lambda.ts';
export {
  closedEndpoint,
  envFor,
  sendError,
  startLoopback,
  type Answer,
  type LoopbackServer,
} from './loopback/server.ts';
