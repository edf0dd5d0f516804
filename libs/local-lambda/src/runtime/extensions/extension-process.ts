import { join } from 'node:path';
import type { EnvironmentProcess, ExecutionEnvironment } from '@layerkit/execution-environment';
import type { FunctionSpec } from '../function-environment.ts';
import { functionVariables } from '../function-variables.ts';

export interface ExtensionStart {
  readonly spec: FunctionSpec;
  readonly environment: ExecutionEnvironment;
  /** The descriptor for its output. */
  readonly output: number;
  /** The value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
}

/** Starts a file of /opt/extensions in the environment of the function. */
export const startExtension = (
  name: string,
  { spec, environment, output, address }: ExtensionStart,
): EnvironmentProcess =>
  environment.spawnCommand([join(environment.paths.opt, 'extensions', name)], {
    env: { ...extensionVariables(spec, environment, address) },
    stdio: ['ignore', output, output],
  });

/** Variables of the runtime only (AWS Lambda developer guide, "Using the Lambda Extensions API", "Environment variables"). */
const withheld: readonly string[] = [
  ...['AWS_EXECUTION_ENV', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME'],
  ...['AWS_XRAY_CONTEXT_MISSING', 'AWS_XRAY_DAEMON_ADDRESS', 'LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT'],
];

const extensionVariables = (
  spec: FunctionSpec,
  environment: ExecutionEnvironment,
  address: string,
): Record<string, string | undefined> => {
  const own = { ...environment.variables, ...functionVariables(spec, environment, address) };
  const isWithheld = (name: string) => withheld.includes(name) || name.startsWith('_');
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, isWithheld(name) ? undefined : value]),
  );
};
