import { writeVerification, type LayerArtifact } from '@layerkit/artifact';
import type { ExpectedFailure } from '@layerkit/artifact/definition';
import { providingLayers } from '@layerkit/artifact/manifest';
import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { isLayerkitError } from '@layerkit/failure';
import { layerEntries } from './layer-entries.ts';
import { allModules, topLevelModules } from './importable-modules.ts';
import { importSubmodules, importTopLevel } from './import-layer.ts';
import type { ImportLimits } from './import-limits.ts';
import { openLocalPlace, type ImportPlace } from './import-place.ts';
import { findRuntimePackages, type FindRuntimePackages } from './runtime-packages.ts';
import { markExpected } from './expected-failures.ts';
import { failureCauses } from './failure-causes.ts';
import { missedModules } from './missed-modules.ts';
import { type FindExtras, markUnasked } from './unasked-packages.ts';

export interface VerifyLayerRequest {
  readonly artifact: LayerArtifact;
  /**
   * Also imports all submodules. Their failures are reported but do not fail the layer, because many packages
   * have submodules that always fail.
   */
  readonly submodules?: boolean;
  /** Modules that need not import, from layer.json. Their failures do not fail the layer. */
  readonly expectedFailures?: readonly ExpectedFailure[] | undefined;
  /** Seconds for each import; 120 by default. */
  readonly secondsPerModule?: number;
  /** Seconds for all imports together; 1800 by default. Modules that are not reached count as not imported. */
  readonly seconds?: number;
  /** The place to import in; by default a new one on this host. A given place is left open. */
  readonly place?: ImportPlace;
  /** The environment variables used to find an interpreter; by default those of the process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Finds the wheels of the packages that the layer leaves to the runtime. Called only if there are any. */
  readonly runtimePackages?: FindRuntimePackages | undefined;
  /** Finds the zips of the layers that have packages of this one. Called only if there are any. */
  readonly layersBelow?: (() => Promise<readonly string[]>) | undefined;
  /** Finds the extras of the layer’s distributions. Called only if a module lacks another. */
  readonly findExtras?: FindExtras | undefined;
  /** Limits of imported code on this host; Lambda’s own by default. */
  readonly limits?: ImportLimits;
  /** Ends the imports on this host: kills their processes and deletes their files. */
  readonly signal?: AbortSignal;
}

/**
 * Imports a built layer’s modules in the target’s interpreter, in a place like Lambda’s or on Lambda, and
 * writes the result next to the zip: unpack → import → describe. The result is `passed` if each top-level
 * module was imported, except those that need not be and those that need an extra that no requirement names or a
 * package of the runtime, and none failed because of pruning. It is `not-checked`,
 * never `passed`, if the host or a local AWS can’t run the target, or if there is no interpreter of the
 * target’s version, or if the packages that the layer leaves to the runtime are not at hand.
 *
 * The imported code can make a module pass that does not import only if it takes over the interpreter that later
 * imports that module, and speaks the protocol of this version’s probe. The process that reports the results runs
 * none of the layer’s code. On Lambda, the process that starts it has run the layer’s .pth files.
 * @throws LayerkitError environment/failed, archive/invalid; the errors of a given place; the reason of an aborted
 *   signal
 */
export const verifyLayer = async (request: VerifyLayerRequest): Promise<Verification> => {
  const { directory, manifest } = request.artifact;
  const { target } = manifest;
  const reason = request.place === undefined ? whyNotRunnable(target) : undefined;
  const outcome = reason === undefined ? await tryToImport(request) : notChecked(reason);
  const verification: Verification = {
    schema: 'layerkit/verification/2',
    target,
    zipSha256: manifest.zip.sha256,
    outcome,
  };
  await writeVerification(directory, verification);
  return verification;
};

type Outcome = Verification['outcome'];

/** Imports the layer. Some places find out only now that they can’t run the target. */
const tryToImport = async (request: VerifyLayerRequest): Promise<Outcome> => {
  try {
    return await importLayer(request);
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    if (error.code === 'aws/not-supported') return notChecked(error.message);
    if (error.code === 'environment/interpreter-not-found')
      return notChecked(`${error.message}; install it, or set LAYERKIT_PYTHON to its path`);
    throw error;
  }
};

const notChecked = (reason: string): Outcome => ({ status: 'not-checked', reason });

const importLayer = async (request: VerifyLayerRequest): Promise<Outcome> => {
  const { artifact, env = process.env, limits, signal } = request;
  const providers = providingLayers(artifact.manifest);
  const isAlone = request.place !== undefined || request.layersBelow === undefined;
  if (providers.length > 0 && isAlone)
    return notChecked(`it needs ${providers.join(', ')}, and only a local verify imports both together`);
  if (request.place !== undefined) return importAt(request.place, request);
  const packages = await findRuntimePackages(artifact.manifest, request.runtimePackages);
  if ('missing' in packages) return notChecked(packages.missing);
  const layersBelow = providers.length === 0 ? [] : await request.layersBelow?.();
  const place = await openLocalPlace(artifact, {
    env,
    limits,
    signal,
    runtimeWheels: packages.wheels,
    layersBelow,
  });
  const close = () => void place.close();
  signal?.addEventListener('abort', close);
  try {
    signal?.throwIfAborted();
    return await importAt(place, request);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', close);
    await place.close();
  }
};

const importAt = async ({ probe, where }: ImportPlace, request: VerifyLayerRequest): Promise<Outcome> => {
  const { artifact, submodules = false, secondsPerModule = 120, seconds = 1800 } = request;
  const entries = layerEntries(artifact.zipPath);
  const topLevel = topLevelModules(entries);
  const limits = { secondsPerModule, seconds, deadline: performance.now() + seconds * 1000 };
  const question = { probe, topLevel, limits };
  const modules = submodules
    ? await importSubmodules({ ...question, all: allModules(entries) })
    : await importTopLevel(question);
  request.signal?.throwIfAborted();
  const marked = await explain(modules, request);
  const failed = failureCauses(marked, artifact.manifest).some(({ decisive }) => decisive);
  return {
    status: failed ? 'failed' : 'passed',
    scope: submodules ? 'submodules' : 'top-level',
    where: where(),
    modules: [...marked],
  };
};

/** Adds to failed modules why they need not import. Modules that pruning broke are not explained. */
const explain = async (
  modules: readonly ImportedModule[],
  { artifact: { manifest }, expectedFailures, findExtras = noExtras }: VerifyLayerRequest,
): Promise<readonly ImportedModule[]> => {
  const missed = missedModules(modules, manifest);
  const isFailed = ({ module, imported }: ImportedModule) => !imported && !missed.has(module);
  const explained = await markUnasked(modules.filter(isFailed), manifest.target, findExtras);
  const byName = new Map(explained.map((result) => [result.module, result]));
  return markExpected(
    modules.map((result) => byName.get(result.module) ?? result),
    expectedFailures,
  );
};

const noExtras: FindExtras = () => Promise.resolve(new Map());
