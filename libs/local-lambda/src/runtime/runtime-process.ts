import { join } from 'node:path';
import type { EnvironmentProcess, ExecutionEnvironment, ProcessExit } from '@layerkit/execution-environment';
import type { FunctionSpec } from './function-environment.ts';
import { functionVariables } from './function-variables.ts';
import type { LogFile } from './log-file.ts';
import { watchMemory } from './memory-watch.ts';
import { serveRuntimeApi, type RuntimeApi } from './runtime-api.ts';

/** The end of a runtime process. */
export type RuntimeEnd =
  { readonly reason: 'exited'; readonly exit: ProcessExit } | { readonly reason: 'out-of-memory' };

/** AWS’s runtime client, running in an execution environment. */
export interface RuntimeProcess {
  readonly api: RuntimeApi;
  readonly ended: Promise<RuntimeEnd>;
  /** The highest resident memory of the process and its children so far, in bytes. */
  peakMemory(): number;
  /** Ends the process and all processes it started. */
  stop(): Promise<void>;
}

/**
 * Starts the runtime, through the function’s exec wrapper if it has one. As on Lambda, all its processes are frozen while
 * no invocation runs.
 * @throws LayerkitError environment/failed if the environment is closed
 */
export const startRuntime = async (
  spec: FunctionSpec,
  environment: ExecutionEnvironment,
  log: LogFile,
): Promise<RuntimeProcess> => {
  let started: EnvironmentProcess | undefined;
  const api = await serveRuntimeApi(() => started?.pause());
  try {
    started = spawnRuntime({ spec, environment, log, api });
    return runtimeProcess(spec, api, started);
  } catch (error) {
    await api.close();
    throw error;
  }
};

interface Spawning {
  readonly spec: FunctionSpec;
  readonly environment: ExecutionEnvironment;
  readonly log: LogFile;
  readonly api: RuntimeApi;
}

const spawnRuntime = ({ spec, environment, log, api }: Spawning): EnvironmentProcess => {
  const { runtime } = environment.paths;
  const bootstrap = [...environment.python, join(runtime, 'bootstrap.py')] as const;
  const wrapped = (spec.environment['AWS_LAMBDA_EXEC_WRAPPER'] ?? '') !== '';
  return environment.spawnCommand(
    wrapped ? ['/bin/sh', join(runtime, 'bootstrap'), ...bootstrap] : bootstrap,
    {
      env: { ...functionVariables(spec, environment, api.address), _LAMBDA_TELEMETRY_LOG_FD: '3' },
      stdio: ['ignore', log.descriptor, log.descriptor, log.descriptor],
    },
  );
};

const runtimeProcess = (spec: FunctionSpec, api: RuntimeApi, started: EnvironmentProcess): RuntimeProcess => {
  const memory = watchMemory(started, spec.memoryMb);
  const ended = started.exited.then((exit): RuntimeEnd => {
    memory.stop();
    return memory.exceeded() ? { reason: 'out-of-memory' } : { reason: 'exited', exit };
  });
  const deliver: RuntimeApi['deliver'] = (delivery) => {
    started.resume();
    return api.deliver(delivery);
  };
  return {
    api: { ...api, deliver },
    ended,
    peakMemory: memory.peak,
    stop: async () => {
      await started.kill();
      await api.close();
    },
  };
};
