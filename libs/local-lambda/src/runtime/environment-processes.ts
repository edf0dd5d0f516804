import type { EnvironmentProcess, ExecutionEnvironment } from '@layerkit/execution-environment';
import { createConditions } from './conditions.ts';
import { serveEnvironmentApi } from './environment-api/environment-api.ts';
import { createRuntimeApi, type Delivery } from './environment-api/runtime-api.ts';
import type { ShutdownReason } from './extensions/events.ts';
import { createExtensionsApi } from './extensions/extensions-api.ts';
import { createRegistry } from './extensions/registry.ts';
import type { FunctionSpec } from './function-environment.ts';
import { initializeProcesses } from './initialize-processes.ts';
import { invokeProcesses, type RuntimeAnswer } from './invoke-processes.ts';
import type { EnvironmentLog } from './log/environment-log.ts';
import { platformLog } from './log/platform-log.ts';
import { subscriptionRecord, type InitPhase } from './log/platform-records.ts';
import { watchMemory } from './memory-watch.ts';
import type { RuntimeFailure } from './runtime-failure.ts';
import { shutDownProcesses } from './shut-down-processes.ts';
import type { Stage } from './stage.ts';
import { createSubscriptionApi, logsApi, telemetryApi } from './telemetry/telemetry-api.ts';
import { createTelemetry, type Telemetry } from './telemetry/telemetry.ts';

/**
 * The processes of an execution environment: the runtime and the external extensions. As on Lambda, all of them are
 * frozen while no invocation runs.
 */
export interface EnvironmentProcesses {
  readonly telemetry: Telemetry;
  /** Starts the extensions, then the runtime, and waits until all of them are ready. Returns why that failed. */
  initialize(phase: InitPhase): Promise<RuntimeFailure | undefined>;
  /** Runs one invocation and waits until the runtime and the extensions are done. */
  invoke(delivery: Delivery): Promise<RuntimeAnswer>;
  /** The highest resident memory of all processes together so far, in bytes. */
  peakMemory(): number;
  /** Ends all processes, after the extensions had their time to end themselves. */
  shutDown(reason: ShutdownReason): Promise<void>;
}

/** Serves the APIs of an environment. Starts no process. */
export const openProcesses = async (
  spec: FunctionSpec,
  environment: ExecutionEnvironment,
  log: EnvironmentLog,
): Promise<EnvironmentProcesses> => {
  const { until, changed } = createConditions();
  const registry = createRegistry();
  const telemetry = createTelemetry(spec.logFormat);
  const runtimeApi = createRuntimeApi(changed);
  const subscribing = { registry, telemetry, onSubscribed: announceSubscription({ spec, log, telemetry }) };
  const api = await serveEnvironmentApi({
    '2018-06-01': runtimeApi.handle,
    '2020-01-01': createExtensionsApi({ spec, registry, onChange: changed }),
    '2020-08-15': createSubscriptionApi(subscribing, logsApi),
    '2022-07-01': createSubscriptionApi(subscribing, telemetryApi),
  });
  const processes: EnvironmentProcess[] = [];
  const memory = watchMemory(processes, spec.memoryMb);
  const shared = {
    spec,
    environment,
    log,
    runtimeApi,
    registry,
    telemetry,
    memory,
    processes,
    until,
    changed,
  };
  const stage: Stage = { ...shared, address: api.address, external: new Map() };
  return {
    telemetry,
    initialize: (phase) => initializeProcesses(stage, phase),
    invoke: (delivery) => invokeProcesses(stage, delivery),
    peakMemory: memory.peak,
    shutDown: async (reason) => {
      await shutDownProcesses(stage, reason);
      memory.stop();
      telemetry.close();
      await api.close();
    },
  };
};

interface Announcing {
  readonly spec: FunctionSpec;
  readonly log: EnvironmentLog;
  readonly telemetry: Telemetry;
}

const announceSubscription =
  ({ spec, log, telemetry }: Announcing) =>
  (
    { name }: { readonly name: string },
    { types }: { readonly types: readonly string[] },
    api: { readonly name: 'Telemetry' | 'Logs' },
  ) => {
    const subscription = { name, types: [...types].sort() };
    log.watch(telemetry.output);
    void log.add(platformLog(spec).subscription(api.name, subscription)).catch(() => undefined);
    telemetry.platform(`platform.${api.name.toLowerCase()}Subscription`, subscriptionRecord(subscription));
  };
