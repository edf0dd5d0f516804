import type { EnvironmentProcess, ProcessExit } from '@layerkit/execution-environment';
import type { Stage } from './stage.ts';
import { endedExtension, launchErrorType, reportedByExtension } from './extensions/extension-failure.ts';
import { changeState, type Extension } from './extensions/extension.ts';
import { startExtension } from './extensions/extension-process.ts';
import { areAllReady } from './extensions/registry.ts';
import { limitTime } from './limit-time.ts';
import { endFailure, type RuntimeFailure } from './runtime-failure.ts';
import { startRuntime } from './runtime-process.ts';

/** Starts an external extension. */
export const launchExtension = (stage: Stage, extension: Extension): void => {
  const { spec, environment, log, address } = stage;
  const output = log.descriptors.extension;
  const started = startExtension(extension.name, { spec, environment, output, address });
  stage.external.set(extension.name, started);
  observe(stage, started, (exit) => {
    if (exit.execError !== undefined && changeState(extension, 'LaunchError'))
      extension.errorType = launchErrorType(exit.execError);
    return endedExtension(extension, exit);
  });
};

/** Starts the runtime. */
export const launchRuntime = (stage: Stage): void => {
  const { spec, environment, log, address } = stage;
  const started = startRuntime({ spec, environment, output: log.descriptors.function, address });
  stage.runtime = started;
  observe(stage, started, (exit) => endFailure({ reason: 'exited', exit }));
};

/** Keeps a process, and makes its unexpected end the failure of the environment. */
const observe = (
  stage: Stage,
  started: EnvironmentProcess,
  describe: (exit: ProcessExit) => RuntimeFailure,
): void => {
  stage.processes.push(started);
  void started.exited.then((exit) => {
    const failure = describe(exit);
    stage.failure ??= stage.memory.exceeded() ? endFailure({ reason: 'out-of-memory' }) : failure;
    stage.changed();
  });
};

/** Freezes all processes. The output is then read only when it is taken. */
export const freeze = ({ processes, telemetry, log }: Stage): void => {
  telemetry.hold();
  log.rest();
  for (const one of processes) one.pause();
};

export const thaw = ({ processes, telemetry, log, external }: Stage): void => {
  for (const one of processes) one.resume();
  telemetry.release();
  if (external.size > 0 || telemetry.isUsed()) log.watch(telemetry.output);
};

/** Whether the runtime and all extensions wait for an event. */
export const areDone = ({ runtimeApi, registry }: Stage): boolean =>
  runtimeApi.isIdle() && areAllReady(registry);

/** The time for an extension to end after it reported an error, in ms. Its exit is then part of the message. */
const endLimitMs = 1000;

/** Waits for a condition, or for the end of a process. */
export const waitFor = async (stage: Stage, holds: () => boolean): Promise<RuntimeFailure | undefined> => {
  const failing = () =>
    stage.registry.all.find(({ state }) => state === 'InitError' || state === 'ExitError');
  await stage.until(() => stage.failure !== undefined || failing() !== undefined || holds());
  const extension = failing();
  if (extension !== undefined)
    await limitTime(
      stage.until(() => stage.failure !== undefined),
      endLimitMs,
      undefined,
    );
  return stage.failure ?? (extension === undefined ? undefined : reportedByExtension(extension));
};
