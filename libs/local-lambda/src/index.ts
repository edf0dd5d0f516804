export { startLocalLambda, type LocalLambda, type LocalLambdaOptions } from './start-local-lambda.ts';
export type { RequestReport } from './http/server.ts';
