import type { EnvironmentProcess } from '@layerkit/execution-environment';
import type { Stage } from './stage.ts';
import { deliverShutdown, type ShutdownReason } from './extensions/events.ts';
import { limitTime } from './limit-time.ts';
import { thaw } from './processes.ts';
import { endFailure } from './runtime-failure.ts';

/**
 * The duration of the shutdown, in ms, with external extensions and with internal ones only, and the runtime’s part of it
 * (AWS Lambda developer guide, "Using the Lambda Extensions API", "Shutdown phase").
 */
const limits = { external: 2000, internal: 500, runtime: 300, runtimeWithInternal: 500 };

/**
 * Ends all processes: the runtime with SIGTERM, then the extensions with SHUTDOWN, and what is left at the deadline with
 * SIGKILL. Without extensions, the runtime is killed at once, as on Lambda.
 */
export const shutDownProcesses = async (stage: Stage, reason: ShutdownReason): Promise<void> => {
  const { registry, processes, external, telemetry, log, runtime } = stage;
  stage.failure ??= endFailure({ reason: 'exited', exit: { signal: 'SIGKILL' } });
  stage.changed();
  if (registry.all.some(({ state }) => state !== 'LaunchError')) {
    const deadline = Date.now() + (external.size > 0 ? limits.external : limits.internal);
    thaw(stage);
    if (runtime !== undefined) await endRuntime(runtime, hasInternal(stage));
    await log.add('');
    telemetry.flush();
    deliverShutdown(registry, reason, deadline);
    await endExtensions(stage, deadline);
  }
  await Promise.all(processes.map((one) => one.kill()));
  log.rest();
};

const hasInternal = ({ registry }: Stage): boolean => registry.all.some(({ kind }) => kind === 'internal');

const endRuntime = async (runtime: EnvironmentProcess, withInternal: boolean): Promise<void> => {
  runtime.terminate();
  await exitWithin([runtime], withInternal ? limits.runtimeWithInternal : limits.runtime);
  await runtime.kill();
};

/** Extensions that did not register for SHUTDOWN are killed at once. */
const endExtensions = async ({ registry, external }: Stage, deadline: number): Promise<void> => {
  const told: EnvironmentProcess[] = [];
  for (const { name, events } of registry.all) {
    const process = external.get(name);
    if (process === undefined) continue;
    if (events.includes('SHUTDOWN')) told.push(process);
    else void process.kill();
  }
  await exitWithin(told, deadline - Date.now());
};

const exitWithin = (processes: readonly EnvironmentProcess[], limitMs: number): Promise<unknown> =>
  limitTime<unknown>(Promise.all(processes.map(({ exited }) => exited)), limitMs, undefined);
