import {
  writeVerification,
  type ExpectedFailure,
  type LayerArtifact,
  type Verification,
} from '@layerkit/artifact';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { isLayerkitError } from '@layerkit/failure';
import { layerEntries } from './layer-entries.ts';
import { allModules, topLevelModules } from './importable-modules.ts';
import { importSubmodules, importTopLevel } from './import-layer.ts';
import { openLocalPlace, type ImportPlace } from './import-place.ts';
import { whyNotWhole } from './left-to-runtime.ts';
import { tellExpected } from './expected-failures.ts';
import { failureCauses } from './failure-causes.ts';

export interface VerifyLayerRequest {
  readonly artifact: LayerArtifact;
  /** Imports every submodule too; what fails among them is told, but many packages have some that always do. */
  readonly submodules?: boolean;
  /** What need not import, as layer.json says; a failure among it fails no layer. */
  readonly expectedFailures?: readonly ExpectedFailure[] | undefined;
  /** For each single import; 120 by default. */
  readonly secondsPerModule?: number;
  /** For all imports together; 1800 by default. What was not reached then counts as not imported. */
  readonly seconds?: number;
  /** Where the modules are imported; by default in a place of its own on this host. It is left open. */
  readonly place?: ImportPlace;
  /** Where an interpreter is looked for; the process’s own environment by default. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Imports a built layer’s modules in the target’s interpreter, in a place like Lambda’s or on Lambda, and writes
 * what came of it beside the zip: unpack → import → describe. Passed means that every top-level module was
 * imported, but for those that need not be, and that none failed for want of what pruning dropped. Where the host, or a local AWS, can’t run the
 * target it is `not-checked`, never passed; so it is where no interpreter of the target’s version is found.
 * @throws LayerkitError environment/failed, archive/invalid; with a place of its caller’s, what that throws
 */
export const verifyLayer = async (request: VerifyLayerRequest): Promise<Verification> => {
  const { directory, manifest } = request.artifact;
  const { target } = manifest;
  const reason = request.place === undefined ? (whyNotRunnable(target) ?? whyNotWhole(manifest)) : undefined;
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

/** A place can turn out not to run the target only when it is asked to. */
const tryToImport = async (request: VerifyLayerRequest): Promise<Outcome> => {
  try {
    return await importLayer(request);
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    if (error.code === 'aws/not-supported') return notChecked(error.message);
    if (error.code === 'environment/interpreter-not-found')
      return notChecked(`${error.message}; install it, or set LAYERKIT_PYTHON to one`);
    throw error;
  }
};

const notChecked = (reason: string): Outcome => ({ status: 'not-checked', reason });

const importLayer = async (request: VerifyLayerRequest): Promise<Outcome> => {
  const { artifact, env = process.env } = request;
  if (request.place !== undefined) return importAt(request.place, request);
  const place = await openLocalPlace(artifact, env);
  try {
    return await importAt(place, request);
  } finally {
    await place.close();
  }
};

const importAt = async ({ probe, where }: ImportPlace, request: VerifyLayerRequest): Promise<Outcome> => {
  const { artifact, submodules = false, secondsPerModule = 120, seconds = 1800, expectedFailures } = request;
  const entries = layerEntries(artifact.zipPath);
  const topLevel = topLevelModules(entries);
  const limits = { secondsPerModule, seconds, deadline: performance.now() + seconds * 1000 };
  const question = { probe, topLevel, limits };
  const modules = submodules
    ? await importSubmodules({ ...question, all: allModules(entries) })
    : await importTopLevel(question);
  const told = tellExpected(modules, expectedFailures);
  const failed = failureCauses(told, artifact.manifest).some(({ decisive }) => decisive);
  return {
    status: failed ? 'failed' : 'passed',
    scope: submodules ? 'submodules' : 'top-level',
    where: where(),
    modules: [...told],
  };
};
