export { importLayer, type LayerToImport } from './import-layer.ts';
export { startLocalLambda, type LocalLambda, type LocalLambdaOptions } from './start-local-lambda.ts';
export type { RequestReport } from './http/server.ts';
export { runningEndpoint } from './state/hold-directory.ts';
