import type { EnvironmentProcess, ExecutionEnvironment } from '@layerkit/execution-environment';
import type { RuntimeApi } from './environment-api/runtime-api.ts';
import type { Registry } from './extensions/registry.ts';
import type { FunctionSpec } from './function-environment.ts';
import type { EnvironmentLog } from './log/environment-log.ts';
import type { MemoryWatch } from './memory-watch.ts';
import type { RuntimeFailure } from './runtime-failure.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** The state that all phases of an environment’s life share. */
export interface Stage {
  readonly spec: FunctionSpec;
  readonly environment: ExecutionEnvironment;
  readonly log: EnvironmentLog;
  readonly address: string;
  readonly runtimeApi: RuntimeApi;
  readonly registry: Registry;
  readonly telemetry: Telemetry;
  readonly memory: MemoryWatch;
  /** The external extensions and the runtime, as they are started. */
  readonly processes: EnvironmentProcess[];
  /** The external extensions by name. */
  readonly external: Map<string, EnvironmentProcess>;
  runtime?: EnvironmentProcess;
  /** Why the environment can’t go on: the first end of a process, or its shutdown. */
  failure?: RuntimeFailure;
  until(holds: () => boolean): Promise<void>;
  readonly changed: () => void;
}
