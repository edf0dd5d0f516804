import type { LayerArtifact } from '@layerkit/artifact';
import { providingLayers } from '@layerkit/artifact/manifest';
import type { VerificationPlace } from '@layerkit/artifact/verification';
import { findInterpreter, openEnvironment } from '@layerkit/execution-environment';
import { quotas } from '@layerkit/platform-resolution';
import { lambdaLimits, type ImportLimits } from './import-limits.ts';
import { layerEntries } from './layer-entries.ts';
import { functionProbe, type AskFunction } from './probe/function-probe.ts';
import { localProbe } from './probe/local-probe.ts';
import { standIns } from './runtime-packages.ts';
import { probeFolder, type Probe } from './probe/probe.ts';

/** A place to import a layer’s modules: an environment like Lambda’s on this host, or Lambda itself. */
export interface ImportPlace {
  readonly probe: Probe;
  /** Returns the description of the place for the result, after the imports. */
  where(): VerificationPlace;
  close(): Promise<void>;
}

export interface LocalPlaceOptions {
  /** The environment variables used to find an interpreter. */
  readonly env: NodeJS.ProcessEnv;
  /** Lambda’s own limits by default. */
  readonly limits?: ImportLimits | undefined;
  /** The wheels of the packages that the layer leaves to the runtime. */
  readonly runtimeWheels?: readonly string[] | undefined;
  /** The zips of the layers that have packages of this one, in the order in which Lambda merges them. */
  readonly layersBelow?: readonly string[] | undefined;
  /** Aborts the opening. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a place like Lambda’s on this host, without credentials, home and, if the host allows it, network.
 * @throws LayerkitError environment/interpreter-not-found, environment/failed, archive/invalid; the reason of an
 *   aborted signal
 */
export const openLocalPlace = async (
  { manifest, zipPath }: LayerArtifact,
  { env, limits = lambdaLimits(), runtimeWheels = [], layersBelow = [], signal }: LocalPlaceOptions,
): Promise<ImportPlace> => {
  const { target } = manifest;
  const interpreter = await findInterpreter(target.runtime, { env });
  const layers = [...layersBelow, zipPath];
  const { tmpMb, openFiles, processes } = limits;
  // The probe overrides files of the same names.
  const runtime = [...runtimeWheels, probeFolder];
  const place = { target, interpreter, layers, runtime, network: false };
  // The watch of the probe reports too many processes. The kernel’s own limit is a backstop against fork bombs.
  const resources = { NOFILE: openFiles, NPROC: processes + 64, MEMLOCK: quotas.lockedBytes };
  const environment = await openEnvironment({ ...place, tmpMb, limits: resources, signal });
  return {
    probe: localProbe(environment, { bytecode: hasBytecode(zipPath), limits }),
    where: () => ({
      on: 'local',
      interpreter: `CPython ${interpreter.version} (${interpreter.origin})`,
      isolation: environment.isolation,
      limitations: [...environment.limitations, ...standIns(manifest)],
      ...(layersBelow.length > 0 && { layers: [...providingLayers(manifest)] }),
      limits,
    }),
    close: () => environment.close(),
  };
};

/** Lambda runs the bytecode in a layer, no matter if layerkit or the author of a wheel compiled it. */
const hasBytecode = (zipPath: string): boolean => layerEntries(zipPath).some((name) => name.endsWith('.pyc'));

export interface FunctionPlaceOptions {
  /** Invokes a function whose code is the probe, with the layer attached. */
  readonly ask: AskFunction;
  readonly region: string;
  readonly endpoint: string;
}

/** Returns a place on Lambda. The caller creates and deletes the function. */
export const functionPlace = ({ ask, region, endpoint }: FunctionPlaceOptions): ImportPlace => {
  const { probe, python } = functionProbe(ask);
  return {
    probe,
    where: () => ({
      on: 'lambda',
      interpreter: `CPython ${python() ?? 'of unknown version'}`,
      region,
      endpoint,
      limitations: ['the network is not cut off'],
    }),
    close: () => Promise.resolve(),
  };
};
