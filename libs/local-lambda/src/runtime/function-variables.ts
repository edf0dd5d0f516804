import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import type { FunctionCredentials, FunctionSpec } from './function-environment.ts';

/**
 * Returns the variables that a function has on AWS, in addition to those of every environment (recorded from
 * python3.12 to 3.14).
 */
export const functionVariables = (
  spec: FunctionSpec,
  environment: ExecutionEnvironment,
  runtimeApi: string,
): Record<string, string> => {
  const credentials = spec.credentials ?? placeholders(spec.logStream);
  return {
    ...relocated(spec.environment, environment),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: spec.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.target.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: spec.logStream,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: spec.region,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
    _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
    _AWS_XRAY_DAEMON_PORT: '2000',
    _HANDLER: spec.handler,
    ...(spec.logFormat === 'JSON'
      ? { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: spec.applicationLogLevel ?? 'INFO' }
      : {}),
  };
};

/**
 * Returns placeholders for the credentials of the function’s role, which AWS does not accept. As on AWS, each
 * environment has its own, and so has each log stream.
 */
const placeholders = (logStream: string): FunctionCredentials => {
  const id = logStream.slice(-10);
  return {
    accessKeyId: `ASIALAMBDA${id.toUpperCase()}`,
    secretAccessKey: `local-lambda-secret-${id}`,
    sessionToken: `local-lambda-token-${id}`,
  };
};

const withPaths = ['AWS_LAMBDA_EXEC_WRAPPER', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'PATH', 'PYTHONPATH'];

/** In a relocated environment, replaces Lambda’s folders in the variables that Lambda itself reads. */
const relocated = (
  variables: Readonly<Record<string, string>>,
  { isolation, paths }: ExecutionEnvironment,
): Record<string, string> => {
  if (isolation !== 'relocated') return variables;
  const moved = (path: string): string =>
    path
      .replace(/^\/opt(?=\/|$)/, paths.opt)
      .replace(/^\/var\/task(?=\/|$)/, paths.task)
      .replace(/^\/var\/runtime(?=\/|$)/, paths.runtime);
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      withPaths.includes(name) ? value.split(':').map(moved).join(':') : value,
    ]),
  );
};
