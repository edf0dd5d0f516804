import type { Stage } from './stage.ts';
import { tooManyExtensions } from './extensions/extension-failure.ts';
import { listExtensions } from './extensions/list-extensions.ts';
import { maxExtensions } from './extensions/registry.ts';
import { platformLog } from './log/platform-log.ts';
import {
  extensionRecord,
  initReportRecord,
  initRuntimeDoneRecord,
  initStartRecord,
  type InitPhase,
} from './log/platform-records.ts';
import { areDone, freeze, launchExtension, launchRuntime, waitFor } from './processes.ts';
import { reportedFailure, type RuntimeFailure } from './runtime-failure.ts';

/** Runs an initialization as Lambda does: the extensions register, the runtime starts, then all become ready. */
export const initializeProcesses = async (
  stage: Stage,
  phase: InitPhase,
): Promise<RuntimeFailure | undefined> => {
  const { spec, telemetry, registry, log } = stage;
  const startedAt = performance.now();
  telemetry.platform('platform.initStart', initStartRecord(spec, phase));
  const failure = (await initializeExtensions(stage)) ?? (await initializeRuntime(stage, phase));
  for (const extension of registry.all) {
    telemetry.platform('platform.extension', extensionRecord(extension));
    await log.add(platformLog(spec).extension(extension));
  }
  const report = { phase, durationMs: performance.now() - startedAt, failure };
  telemetry.platform('platform.initReport', initReportRecord(report));
  telemetry.closeSubscriptions();
  if (failure === undefined) freeze(stage);
  return failure;
};

const initializeExtensions = async (stage: Stage): Promise<RuntimeFailure | undefined> => {
  const { environment, registry, telemetry, log } = stage;
  const names = await listExtensions(environment.layers);
  if (stage.failure !== undefined) return stage.failure;
  if (names.length > 0) log.watch(telemetry.output);
  for (const name of names) {
    const extension = registry.add('external', name);
    if (registry.all.length > maxExtensions) {
      extension.state = 'LaunchError';
      extension.errorType = 'TooManyExtensions';
      return tooManyExtensions();
    }
    launchExtension(stage, extension);
  }
  return waitFor(stage, () => registry.all.every(({ state }) => state !== 'Started'));
};

const initializeRuntime = async (stage: Stage, phase: InitPhase): Promise<RuntimeFailure | undefined> => {
  const { telemetry, registry, runtimeApi } = stage;
  launchRuntime(stage);
  let reported: RuntimeFailure | undefined;
  let initialized = false;
  void runtimeApi.initialized.then((outcome) => {
    initialized = true;
    if (outcome.kind === 'failed') reported = reportedFailure(outcome.payload, outcome.errorType);
    stage.changed();
  });
  const failure = (await waitFor(stage, () => initialized)) ?? reported;
  telemetry.platform('platform.initRuntimeDone', initRuntimeDoneRecord(phase, failure));
  registry.close();
  return failure ?? (await waitFor(stage, () => areDone(stage)));
};
