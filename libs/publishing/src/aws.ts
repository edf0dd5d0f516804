export { connectLambda, type ConnectLambdaOptions, type LambdaConnection } from './aws/connect-lambda.ts';
