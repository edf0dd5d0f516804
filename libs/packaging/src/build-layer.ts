import { join } from 'node:path';
import {
  artifactDirectory,
  forgetRejectedLayer,
  layerNameFor,
  layerZipName,
  type LayerArtifact,
  type LayerDefinition,
  type LayerManifest,
  type ZipFacts,
} from '@layerkit/artifact';
import {
  offeredPackages,
  packagesFolderOf,
  runtimeWarning,
  type Target,
} from '@layerkit/platform-resolution';
import { type AuditReport, describeRule } from '@layerkit/audit';
import {
  addBytecode,
  type CompiledSources,
  type LayerPlan,
  type OwnSources,
  planLayer,
  pruneOptions,
} from '@layerkit/assembly';
import {
  checkImportsAreFresh,
  checkLockIsFresh,
  type LockedPackage,
  projectDefaultIndex,
  statedRequirements,
} from '@layerkit/locking';
import { zipSources } from '@layerkit/zip';
import {
  type FetchProgress,
  openStore,
  type Wheel,
  type WheelNotes,
  type WheelStore,
  withWheels,
} from '@layerkit/wheels';
import { buildLocked } from './from-source/build-locked.ts';
import { buildProject } from './from-source/build-project.ts';
import { isPythonProject } from './from-source/is-python-project.ts';
import { readInputs } from './inputs/input-record.ts';
import { recordInputs, type RebuildReason } from './inputs/record-inputs.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { rejectLayer } from './output/reject-layer.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { writeJudged } from './output/write-judged.ts';

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
  /** How whoever builds looks into a layer that is refused, for an error’s hint; by default the command for its zip. */
  readonly wayIn?: string;
}

export interface LayerBuild {
  readonly artifact: LayerArtifact;
  /** How many wheels were not in the store. */
  readonly fetched: number;
  /** Those of the manifest, and those that depend on today’s date. */
  readonly warnings: readonly string[];
  /** Not there for a first build, or where it is not known what was built before. */
  readonly reason?: RebuildReason;
}

/**
 * Builds a layer for one target: lock → wheels → plan → compile → splice → audit → manifest. Equal inputs give equal
 * bytes. What was built before stays until the new zip is complete. One that is too large or has errors is an error, and
 * kept as a rejected layer, to be looked into, until one is built that is not.
 * @throws LayerkitError lock/missing, lock/stale, lock/invalid; store/wheels-missing, store/download-failed,
 * index/refused, index/unreachable; source/invalid, source/build-failed, source/not-pure; archive/invalid,
 * archive/conflict; layer/empty, layer/too-large, layer/budget-exceeded; audit/failed; imports/missing, imports/stale,
 * imports/invalid; with bytecode what addBytecode throws
 */
export const buildLayer = async (request: BuildLayerRequest): Promise<LayerBuild> => {
  const store = request.store ?? openStore(request);
  const before = await readInputs(artifactDirectory(request.outputRoot, request.target));
  const defaultIndex = () => projectDefaultIndex(request.projectRoot, request.env);
  const packages = await buildLocked({
    ...request,
    packages: await lockedPackages(request),
    store,
    defaultIndex,
  });
  const { result: artifact, fetched } = await withWheels(
    { ...request, packages, store, defaultIndex },
    (wheels) =>
      inBuildFolder(request.outputRoot, (folder) =>
        assembleLayer({ ...request, notes: store.notes }, wheels, folder),
      ),
  );
  const reason = await recordInputs(request, artifact, before);
  const warning = runtimeWarning(request.target.runtime, new Date());
  const warnings = [...(warning === undefined ? [] : [warning]), ...artifact.manifest.warnings];
  return { artifact, fetched, warnings, ...(reason && { reason }) };
};

const assembleLayer = async (
  request: BuildLayerRequest & { readonly notes: WheelNotes },
  wheels: readonly Wheel[],
  folder: string,
): Promise<LayerArtifact> => {
  const { definition, target, outputRoot, notes } = request;
  const own = await ownSources(request, folder);
  const readRequirements = async () =>
    (await statedRequirements(request.projectRoot, definition)).map(({ text }) => text);
  const planned = await planLayer({
    wheels: [...wheels, ...own.wheels],
    sources: own.sources,
    prune: definition.prune,
    // only where something may be left to the runtime does it matter what asks for it
    requirements:
      pruneOptions(definition.prune).runtimeProvided === undefined ? [] : await readRequirements(),
    shipped: offeredPackages(target.runtime),
    notes,
  });
  const compile = await sourcesToCompile(request);
  const plan =
    compile === undefined ? planned : await addBytecode({ ...request, plan: planned, compile, folder });
  const zipPath = join(folder, layerZipName);
  const { zip, report, failure } = await writeJudged(
    { plan, definition, target, notes, readRequirements },
    zipPath,
  );
  const manifest = describeLayer({ definition, target, zip, plan, report });
  const directory = artifactDirectory(outputRoot, target);
  if (failure !== undefined) throw await rejectLayer(failure, { ...request, directory, zipPath, manifest });
  await replaceArtifact({ directory, zipPath, manifest });
  await forgetRejectedLayer(directory);
  return { directory, zipPath: join(directory, layerZipName), manifest };
};

/** What “bytecode” of layer.json asks for. */
const sourcesToCompile = async (request: BuildLayerRequest): Promise<CompiledSources | undefined> => {
  const { bytecode: mode } = request.definition;
  if (mode === 'none') return undefined;
  return mode === 'all' ? { mode } : { mode, files: (await checkImportsAreFresh(request)).files };
};

const lockedPackages = async (request: BuildLayerRequest): Promise<readonly LockedPackage[]> =>
  request.definition.requirements === undefined ? [] : (await checkLockIsFresh(request)).packages;

interface OwnInputs {
  /** Of a project with a pyproject.toml. */
  readonly wheels: readonly Wheel[];
  readonly sources?: OwnSources;
}

const ownSources = async (request: BuildLayerRequest, folder: string): Promise<OwnInputs> => {
  const { projectRoot, definition } = request;
  const { sources } = definition;
  if (sources === undefined) return { wheels: [] };
  const directory = join(projectRoot, sources);
  if (await isPythonProject(directory)) {
    return { wheels: [await buildProject({ ...request, sources, folder })] };
  }
  const outputPath = join(folder, 'sources.zip');
  const { path } = await zipSources({
    directory,
    prefix: packagesFolderOf(request.target.runtime),
    outputPath,
  });
  return { wheels: [], sources: { zipPath: path, name: sources } };
};

interface LayerDescription {
  readonly definition: LayerDefinition;
  readonly target: Target;
  readonly zip: ZipFacts;
  readonly plan: LayerPlan;
  readonly report: AuditReport | undefined;
}

/** A pure function of the build’s inputs: nothing of the date, the host or the path goes into it. */
const describeLayer = ({ definition, target, zip, plan, report }: LayerDescription): LayerManifest => ({
  schema: 'layerkit/layer-manifest/1',
  layerName: layerNameFor(definition, target),
  ...(definition.description === undefined ? {} : { description: definition.description }),
  ...(definition.licenseInfo === undefined ? {} : { licenseInfo: definition.licenseInfo }),
  target,
  zip,
  beforePruning: plan.beforePruning,
  packages: [...plan.packages],
  ...(plan.bytecode && { bytecode: plan.bytecode }),
  pruned: plan.pruned.map(({ rule, files }) => ({ rule, files: [...files] })),
  notInstalled: [...plan.notInstalled],
  warnings: [...plan.warnings, ...(report?.staleRules ?? []).map(describeStale)],
  ...(report && { audit: { findings: [...report.findings], ignored: [...report.ignored] } }),
});

const describeStale = (rule: AuditReport['staleRules'][number]): string =>
  `audit.ignore in layer.json names ${describeRule(rule)}, and nothing of the kind was found`;
