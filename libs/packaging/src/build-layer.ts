import { join } from 'node:path';
import { artifactDirectory, forgetRejectedLayer, layerZipName, type LayerArtifact } from '@layerkit/artifact';
import { checkLockIsFresh } from '@layerkit/locking';
import type { LockedPackage } from '@layerkit/locking/lock';
import { runtimeWarning } from '@layerkit/platform-resolution';
import { type FetchProgress, openStore, type WheelStore, withWheels } from '@layerkit/wheels/store';
import { buildLocked } from './from-source/build-locked.ts';
import { readInputs } from './inputs/input-record.ts';
import { recordInputs, type RebuildReason } from './inputs/record-inputs.ts';
import type { LayerInputs } from './layer-inputs.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { describeLayer } from './output/describe-layer.ts';
import { rejectLayer } from './output/reject-layer.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { writeJudged } from './output/write-judged.ts';
import { planBuild, type PlanRequest } from './plan/plan-build.ts';
import { wheelAccess } from './wheel-access.ts';

export interface BuildLayerRequest extends LayerInputs {
  /** The artifact is written to `<outputRoot>/<runtime>-<architecture>/`. */
  readonly outputRoot: string;
  readonly store?: WheelStore | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Sends no requests to package indexes. The default comes from `UV_OFFLINE`. */
  readonly offline?: boolean | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  /** The command in an error’s hint that inspects the rejected layer. The default inspects its zip. */
  readonly wayIn?: string | undefined;
}

export interface LayerBuild {
  readonly artifact: LayerArtifact;
  /** The number of wheels that were not in the store. */
  readonly fetched: number;
  /** The manifest’s warnings, and warnings that depend on the current date. */
  readonly warnings: readonly string[];
  /** Absent for a first build, or if the inputs of the previous build are unknown. */
  readonly reason?: RebuildReason | undefined;
}

/**
 * Builds a layer for one target: lock → wheels → plan → compile → splice → audit → manifest. Equal inputs give equal
 * bytes. The previous artifact stays until the new zip is complete. A zip that is too large or has error findings
 * fails the build and is kept as a rejected layer until a build succeeds.
 * @throws LayerkitError lock/missing, lock/stale, lock/invalid; store/wheels-missing, store/download-failed,
 * index/refused, index/unreachable; source/invalid, source/build-failed, source/not-pure; archive/invalid,
 * archive/conflict; layer/not-provided, layer/empty, layer/too-large, layer/budget-exceeded; audit/failed; imports/missing, imports/stale,
 * imports/invalid; with bytecode, the errors of addBytecode
 */
export const buildLayer = async (request: BuildLayerRequest): Promise<LayerBuild> => {
  const { projectRoot, definition, target, providers } = request;
  const { outputRoot, env, offline, onProgress, wayIn } = request;
  const layer: LayerInputs = { projectRoot, definition, target, providers };
  const { store = openStore({ env }) } = request;
  const locked = await lockedPackages(layer);
  const access = await wheelAccess(layer, { store, env, offline, onProgress });
  const directory = artifactDirectory(outputRoot, target);
  const inputsBefore = await readInputs(directory);
  const packages = await buildLocked(locked, layer, access);
  const { result: artifact, fetched } = await withWheels({ packages, access }, (wheels) =>
    inBuildFolder(outputRoot, (folder) => assembleLayer({ layer, access, wheels, folder }, directory, wayIn)),
  );
  const reason = await recordInputs(layer, artifact, inputsBefore);
  const warning = runtimeWarning(target.runtime, new Date());
  const warnings = [...(warning === undefined ? [] : [warning]), ...artifact.manifest.warnings];
  return { artifact, fetched, warnings, reason };
};

const lockedPackages = async (layer: LayerInputs): Promise<readonly LockedPackage[]> =>
  layer.definition.requirements === undefined ? [] : (await checkLockIsFresh(layer)).packages;

const assembleLayer = async (
  build: PlanRequest,
  directory: string,
  wayIn: string | undefined,
): Promise<LayerArtifact> => {
  const { layer, access, folder } = build;
  const plan = await planBuild(build);
  const zipPath = join(folder, layerZipName);
  const { zip, report, failure } = await writeJudged({ plan, layer, notes: access.store.notes, zipPath });
  const manifest = describeLayer(layer, { zip, plan, report });
  if (failure !== undefined) throw await rejectLayer(failure, { directory, zipPath, manifest, wayIn });
  await replaceArtifact({ directory, zipPath, manifest });
  await forgetRejectedLayer(directory);
  return { directory, zipPath: join(directory, layerZipName), manifest };
};
