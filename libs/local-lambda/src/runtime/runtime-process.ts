import { join } from 'node:path';
import type { ExecutionEnvironment, ProcessExit } from '@layerkit/execution-environment';
import type { FunctionSpec } from './function-environment.ts';
import { functionVariables } from './function-variables.ts';
import type { LogFile } from './log-file.ts';
import { watchMemory } from './memory-watch.ts';
import { serveRuntimeApi, type RuntimeApi } from './runtime-api.ts';

/** How a runtime process came to its end. */
export type RuntimeEnd =
  { readonly reason: 'exited'; readonly exit: ProcessExit } | { readonly reason: 'out-of-memory' };

/** AWS’s runtime client at work in an environment. */
export interface RuntimeProcess {
  readonly api: RuntimeApi;
  readonly ended: Promise<RuntimeEnd>;
  /** The most memory it and its children had resident so far, in bytes. */
  peakMemory(): number;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

/** Starts the runtime, through the function’s exec wrapper where it has one. */
export const startRuntime = async (
  spec: FunctionSpec,
  environment: ExecutionEnvironment,
  log: LogFile,
): Promise<RuntimeProcess> => {
  const api = await serveRuntimeApi();
  const { runtime } = environment.paths;
  const bootstrap = [...environment.python, join(runtime, 'bootstrap.py')] as const;
  const wrapped = (spec.environment['AWS_LAMBDA_EXEC_WRAPPER'] ?? '') !== '';
  const started = environment.spawnCommand(
    wrapped ? ['/bin/sh', join(runtime, 'bootstrap'), ...bootstrap] : bootstrap,
    {
      env: { ...functionVariables(spec, environment, api.address), _LAMBDA_TELEMETRY_LOG_FD: '3' },
      stdio: ['ignore', log.descriptor, log.descriptor, log.descriptor],
    },
  );
  const memory = watchMemory(started, spec.memoryMb);
  const ended = started.exited.then((exit): RuntimeEnd => {
    memory.stop();
    return memory.exceeded() ? { reason: 'out-of-memory' } : { reason: 'exited', exit };
  });
  return {
    api,
    ended,
    peakMemory: memory.peak,
    stop: async () => {
      await started.kill();
      await api.close();
    },
  };
};
