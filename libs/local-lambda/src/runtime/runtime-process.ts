import { join } from 'node:path';
import type { EnvironmentProcess, ExecutionEnvironment, ProcessExit } from '@layerkit/execution-environment';
import type { FunctionSpec } from './function-environment.ts';
import { functionVariables } from './function-variables.ts';

/** The end of a runtime process. */
export type RuntimeEnd =
  { readonly reason: 'exited'; readonly exit: ProcessExit } | { readonly reason: 'out-of-memory' };

export interface RuntimeStart {
  readonly spec: FunctionSpec;
  readonly environment: ExecutionEnvironment;
  /** The descriptor for its output and log messages. */
  readonly output: number;
  /** The value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
}

/**
 * Starts AWS’s runtime client in an execution environment, through the function’s exec wrapper if it has one.
 * @throws LayerkitError environment/failed if the environment is closed
 */
export const startRuntime = ({ spec, environment, output, address }: RuntimeStart): EnvironmentProcess => {
  const { runtime } = environment.paths;
  const bootstrap = [...environment.python, join(runtime, 'bootstrap.py')] as const;
  const wrapped = (spec.environment['AWS_LAMBDA_EXEC_WRAPPER'] ?? '') !== '';
  return environment.spawnCommand(
    wrapped ? ['/bin/sh', join(runtime, 'bootstrap'), ...bootstrap] : bootstrap,
    {
      env: { ...functionVariables(spec, environment, address), _LAMBDA_TELEMETRY_LOG_FD: '3' },
      stdio: ['ignore', output, output, output],
    },
  );
};
