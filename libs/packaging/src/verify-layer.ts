import { writeVerification, type LayerArtifact, type Verification } from '@layerkit/artifact';
import { findInterpreter, openEnvironment, whyNotRunnable } from '@layerkit/execution-environment';
import { layerEntries } from './verify/layer-entries.ts';
import { allModules, topLevelModules } from './verify/importable-modules.ts';
import { importSubmodules, importTopLevel } from './verify/import-layer.ts';
import { whyNotWhole } from './verify/left-to-runtime.ts';
import { modulesMissingDropped } from './verify/missed-modules.ts';

export interface VerifyLayerRequest {
  readonly artifact: LayerArtifact;
  /** Imports every submodule too; what fails among them is told, but many packages have some that always do. */
  readonly submodules?: boolean;
  /** For each single import; 120 by default. */
  readonly secondsPerModule?: number;
  /** Where an interpreter is looked for; the process’s own environment by default. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Imports a built layer’s modules in the target’s interpreter, in a place like Lambda’s, and writes what came of
 * it beside the zip: unpack → import → describe. Passed means that every top-level module was imported. Where
 * the host can’t run the target it is `not-checked`, never passed.
 * @throws LayerkitError environment/interpreter-not-found, environment/failed, archive/invalid
 */
export const verifyLayer = async (request: VerifyLayerRequest): Promise<Verification> => {
  const { directory, manifest } = request.artifact;
  const { target } = manifest;
  const reason = whyNotRunnable(target) ?? whyNotWhole(manifest);
  const outcome =
    reason === undefined ? await importLayer(request) : ({ status: 'not-checked', reason } as const);
  const verification: Verification = {
    schema: 'layerkit/verification/1',
    target,
    zipSha256: manifest.zip.sha256,
    outcome,
  };
  await writeVerification(directory, verification);
  return verification;
};

const importLayer = async (request: VerifyLayerRequest): Promise<Verification['outcome']> => {
  const { artifact, submodules = false, secondsPerModule = 120, env = process.env } = request;
  const { target } = artifact.manifest;
  const interpreter = await findInterpreter(target.runtime, { env });
  const entries = layerEntries(artifact.zipPath);
  const topLevel = topLevelModules(entries);
  const environment = await openEnvironment({ target, interpreter, layers: [artifact.zipPath] });
  const question = { environment, topLevel, secondsPerModule };
  try {
    const modules = submodules
      ? await importSubmodules({ ...question, all: allModules(entries) })
      : await importTopLevel(question);
    const decisive = new Set([...topLevel, ...modulesMissingDropped(modules, artifact.manifest)]);
    const failed = modules.some(({ module, imported }) => !imported && decisive.has(module));
    return {
      status: failed ? 'failed' : 'passed',
      scope: submodules ? 'submodules' : 'top-level',
      interpreter: `CPython ${interpreter.version} (${interpreter.origin})`,
      isolation: environment.isolation,
      limitations: [...environment.limitations],
      modules: [...modules],
    };
  } finally {
    await environment.close();
  }
};
