import { fileURLToPath } from 'node:url';
import { findInterpreter, openEnvironment } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { makeOwnedFolder, removeFolder } from '@layerkit/temporary-files';
import { openProcesses } from './environment-processes.ts';
import type { FunctionEnvironment, FunctionSpec, OpenFunctionEnvironment } from './function-environment.ts';
import { openEnvironmentLog } from './log/environment-log.ts';
import { createProcessSlot } from './process-slot.ts';
import { invokeInSandbox } from './sandbox.ts';

/** @see OpenFunctionEnvironment */
export const openFunctionEnvironment: OpenFunctionEnvironment = async (spec) => {
  const directory = spec.scratch ?? (await makeOwnedFolder('function'));
  const remove = () => removeFolder(directory);
  try {
    return await open(spec, directory, remove);
  } catch (error) {
    await remove();
    throw error;
  }
};

const pythonDirectory = fileURLToPath(new URL('./python/', import.meta.url));

const resourceLimits = {
  NOFILE: quotas.openFiles,
  NPROC: quotas.processes,
  MEMLOCK: quotas.lockedBytes,
  CORE: quotas.coreBytes,
};

const open = async (
  spec: FunctionSpec,
  directory: string,
  remove: () => Promise<void>,
): Promise<FunctionEnvironment> => {
  const interpreter = await findInterpreter(spec.target.runtime);
  const environment = await openEnvironment({
    target: spec.target,
    interpreter,
    layers: spec.layers,
    task: spec.codeDirectory,
    runtime: [spec.runtimeClient, pythonDirectory],
    tmpMb: spec.ephemeralStorageMb,
    limits: resourceLimits,
  });
  const log = await openEnvironmentLog(directory);
  const slot = createProcessSlot(spec, log, () => openProcesses(spec, environment, log));
  let working: Promise<unknown> | undefined;
  let closed = false;
  // A function, because the value can change during each await.
  const isClosed = () => closed;
  return {
    isolation: environment.isolation,
    limitations: environment.limitations,
    invoke: async (request) => {
      if (closed || working !== undefined) throw misused(spec, isClosed());
      const work = invokeInSandbox({ spec, log, slot }, request);
      working = work.catch(() => undefined);
      try {
        const outcome = await work;
        if (!isClosed()) return outcome;
      } catch (error) {
        if (!isClosed()) throw error;
      } finally {
        working = undefined;
      }
      throw misused(spec, true);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await slot.drop('spindown');
      await environment.close();
      await working;
      await log.close();
      await remove();
    },
  };
};

const misused = ({ functionName }: FunctionSpec, closed: boolean): LayerkitError =>
  new LayerkitError({
    code: 'environment/failed',
    message: `the environment of ${functionName} ${closed ? 'is closed' : 'is running another invocation'}`,
  });
