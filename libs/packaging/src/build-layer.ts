import { join } from 'node:path';
import {
  artifactDirectory,
  layerNameFor,
  layerZipName,
  type LayerArtifact,
  type LayerDefinition,
  type LayerManifest,
  type ZipFacts,
} from '@layerkit/artifact';
import { retirementWarning, type Target } from '@layerkit/platform-resolution';
import { checkLimits } from './audit/limits.ts';
import { checkStructure } from './audit/structure.ts';
import type { PlanWithBytecode } from './bytecode/add-bytecode.ts';
import { checkLockIsFresh } from './lock/check-lock-is-fresh.ts';
import type { LockedPackage } from './lock/lock.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { archiveSources } from './source/archive-sources.ts';
import type { LayerPlan } from './splice/layer-plan.ts';
import { planLayer } from './splice/plan-layer.ts';
import { spliceLayer } from './splice/splice-layer.ts';
import type { FetchProgress } from './store/fetch-progress.ts';
import { withWheels } from './store/with-wheels.ts';
import type { Wheel } from './store/wheel.ts';
import type { WheelNotes } from './store/wheel-notes.ts';
import { openStore, type WheelStore } from './store/wheel-store.ts';

export interface BuildLayerRequest {
  /** Folder of the project; layer.json's paths are relative to it. */
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
  /** The artifact goes to `<outputRoot>/<runtime>-<architecture>/`. */
  readonly outputRoot: string;
  readonly store?: WheelStore;
  readonly env?: NodeJS.ProcessEnv;
  /** Asks no package index; by default as `UV_OFFLINE` says. */
  readonly offline?: boolean;
  readonly onProgress?: (progress: FetchProgress) => void;
}

export interface LayerBuild {
  readonly artifact: LayerArtifact;
  /** How many wheels were not in the store. */
  readonly fetched: number;
  /** Those of the manifest, and those that depend on today’s date. */
  readonly warnings: readonly string[];
}

/**
 * Builds a layer for one target: lock → wheels → plan → compile → splice → check → manifest. Equal inputs give equal
 * bytes. What was built before stays until the new zip is complete.
 * @throws LayerkitError lock/missing, lock/stale, lock/invalid; store/wheels-missing, store/download-failed,
 * index/refused, index/unreachable; source/invalid; archive/invalid, archive/conflict; layer/empty,
 * layer/too-large, layer/budget-exceeded; with bytecode what addBytecode throws
 */
export const buildLayer = async (request: BuildLayerRequest): Promise<LayerBuild> => {
  const packages = await lockedPackages(request);
  const store = request.store ?? openStore(request);
  const { result: artifact, fetched } = await withWheels({ ...request, packages, store }, (wheels) =>
    inBuildFolder(request.outputRoot, (folder) =>
      assembleLayer({ ...request, notes: store.notes }, wheels, folder),
    ),
  );
  const retirement = retirementWarning(request.target.runtime, new Date());
  const warnings = [...(retirement === undefined ? [] : [retirement]), ...artifact.manifest.warnings];
  return { artifact, fetched, warnings };
};

const assembleLayer = async (
  request: BuildLayerRequest & { readonly notes: WheelNotes },
  wheels: readonly Wheel[],
  folder: string,
): Promise<LayerArtifact> => {
  const { definition, target, outputRoot, notes } = request;
  const sources = await ownSources(request, folder);
  const planned = await planLayer({ wheels, sources, prune: definition.prune, notes });
  const { plan, bytecode } = await withBytecode(planned, request, folder);
  const zipPath = join(folder, layerZipName);
  const limited = { packages: plan.packages, budget: definition.budget };
  // the plan knows the size to the byte: what is too large is not even written
  const warnings = checkLimits({ size: plan.size, ...limited });
  const zip = await spliceLayer(plan, zipPath, (written) =>
    checkLimits({ size: checkStructure(written), ...limited }),
  );
  const manifest = describeLayer({ definition, target, zip, plan, bytecode, warnings });
  const directory = artifactDirectory(outputRoot, target);
  await replaceArtifact({ directory, zipPath, manifest });
  return { directory, zipPath: join(directory, layerZipName), manifest };
};

const withBytecode = async (
  plan: LayerPlan,
  request: BuildLayerRequest,
  folder: string,
): Promise<PlanWithBytecode> => {
  if (request.definition.bytecode === 'none') return { plan };
  // Loaded here: most builds compile nothing.
  const { addBytecode } = await import('./bytecode/add-bytecode.ts');
  return addBytecode({ ...request, plan, folder });
};

const lockedPackages = async (request: BuildLayerRequest): Promise<readonly LockedPackage[]> =>
  request.definition.requirements === undefined ? [] : (await checkLockIsFresh(request)).packages;

const ownSources = async ({ definition, projectRoot }: BuildLayerRequest, folder: string) => {
  if (definition.sources === undefined) return undefined;
  const { path } = await archiveSources({
    directory: join(projectRoot, definition.sources),
    prefix: 'python/',
    outputPath: join(folder, 'sources.zip'),
  });
  return { zipPath: path, name: definition.sources };
};

interface LayerDescription {
  readonly definition: LayerDefinition;
  readonly target: Target;
  readonly zip: ZipFacts;
  readonly plan: LayerPlan;
  readonly bytecode: PlanWithBytecode['bytecode'];
  readonly warnings: readonly string[];
}

/** A pure function of the build’s inputs: nothing of the date, the host or the path goes into it. */
const describeLayer = ({
  definition,
  target,
  zip,
  plan,
  bytecode,
  warnings,
}: LayerDescription): LayerManifest => ({
  schema: 'layerkit/layer-manifest/1',
  layerName: layerNameFor(definition, target),
  ...(definition.description === undefined ? {} : { description: definition.description }),
  ...(definition.licenseInfo === undefined ? {} : { licenseInfo: definition.licenseInfo }),
  target,
  zip,
  beforePruning: plan.beforePruning,
  packages: [...plan.packages],
  ...(bytecode === undefined ? {} : { bytecode }),
  pruned: plan.pruned.map(({ rule, files }) => ({ rule, files: [...files] })),
  notInstalled: [...plan.notInstalled],
  warnings: [...warnings],
});
