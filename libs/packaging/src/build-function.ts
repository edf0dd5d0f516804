import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { artifactDirectory, functionZipName, type FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { FunctionManifest, ZipFacts } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { auditFunction, isAboutStack } from '@layerkit/audit';
import { auditFailure } from './audit-build/audit-build.ts';
import { describeStaleRule } from './audit-build/describe-audit.ts';
import { pathInZip } from '@layerkit/assembly';
import { openStore } from '@layerkit/wheels/store';
import { type LeavesOut, sourceFolder, zipSources } from '@layerkit/zip/sources';
import { handlerModule, hasModule, nearHandlers } from './handler/handler-module.ts';
import {
  assembleFunction,
  type AssembledFunction,
  type PackageAccess,
} from './function-packages/assemble-function.ts';
import { auditedPackages, describePackages } from './function-packages/describe-packages.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { environmentWarnings } from './function-code/environment-warnings.ts';
import { sizeProblems } from './function-code/size-problems.ts';
import { excludeSources, type LeftOutSources } from './function-code/exclude-sources.ts';
import {
  largestEntries,
  measureLeftOut,
  type MeasuredSources,
  type SizedFile,
} from './function-code/measure-sources.ts';

export interface BuildFunctionRequest extends PackageAccess {
  /** Folder of the project. `sources` in function.json is relative to it. */
  readonly projectRoot: string;
  readonly definition: FunctionDefinition;
  /** The artifact is written to `<outputRoot>/<runtime>-<architecture>/`. */
  readonly outputRoot: string;
}

export interface FunctionBuild {
  readonly artifact: FunctionArtifact;
  readonly warnings: readonly string[];
  /** The largest files of the zip, the largest first. */
  readonly largest: readonly SizedFile[];
  readonly leftOut: MeasuredSources;
  /** The number of wheels that were not in the store. */
  readonly fetched: number;
}

/**
 * Builds a function's zip: archive → packages → check → audit → manifest. Equal inputs give equal bytes. Of layers it
 * reads only the locks, and these only for a function with requirements; `missingHandler` and `hiddenModules` look into
 * their zips.
 * @throws LayerkitError source/invalid; function/invalid if the zip has no handler and the function no layers, or if
 * it is larger than Lambda accepts; audit/failed; as `assembleFunction`
 */
export const buildFunction = async (request: BuildFunctionRequest): Promise<FunctionBuild> => {
  const { projectRoot, definition, outputRoot } = request;
  const { functionName, runtime, architecture } = definition;
  const target = { runtime, architecture };
  const { sources, exclude } = definition;
  const hasPyproject = existsSync(join(projectRoot, 'pyproject.toml'));
  const hasLock = definition.requirements !== undefined;
  const { leavesOut, leftOut } = excludeSources({ sources, exclude, hasPyproject, hasLock });
  return inBuildFolder(outputRoot, async (folder) => {
    const folderOfCode = await sourceFolder(projectRoot, sources);
    const code = await writeZip({ ...request, folder, folderOfCode, leavesOut });
    checkFunction(definition, code, leftOut());
    const report = await auditFunction({
      zipPath: code.zipPath,
      target,
      handler: definition.handler,
      hasLayers: (definition.layers ?? []).length > 0,
      packages: code.packages && auditedPackages(code.packages.plan, storeOf(request).notes, target),
      ignore: definition.audit?.ignore?.filter((rule) => !isAboutStack(rule)),
    });
    const failure = auditFailure(report, 'function.json');
    if (failure !== undefined) throw failure;
    const manifest: FunctionManifest = {
      schema: 'layerkit/function-manifest/1',
      functionName,
      target,
      zip: code.zip,
      codeSha256: sha256ToBase64(code.zip.sha256),
      ...(code.packages && describePackages(code.packages.plan)),
      audit: { findings: [...report.findings], ignored: [...report.ignored] },
    };
    const directory = artifactDirectory(outputRoot, target);
    await replaceArtifact({ directory, zipPath: code.zipPath, manifest });
    const artifact = { directory, zipPath: join(directory, functionZipName), manifest };
    return {
      artifact,
      warnings: [
        ...environmentWarnings(definition),
        ...(manifest.warnings ?? []),
        ...report.staleRules.map((rule) => describeStaleRule(rule, 'function.json')),
      ],
      largest: largestEntries(artifact.zipPath),
      leftOut: await measureLeftOut(leftOut(), folderOfCode),
      fetched: code.packages?.fetched ?? 0,
    };
  });
};

const storeOf = ({ store, env }: PackageAccess) => store ?? openStore({ env });

interface FunctionZip {
  readonly zipPath: string;
  readonly zip: ZipFacts;
  /** The paths in the zip. */
  readonly names: readonly string[];
  /** Set if function.json has requirements. */
  readonly packages?: AssembledFunction;
}

interface CodeToZip extends BuildFunctionRequest {
  readonly folder: string;
  readonly folderOfCode: string;
  readonly leavesOut: LeavesOut;
}

/** Writes the zip of the own code, together with the function’s own packages if it has any. */
const writeZip = async ({
  folder,
  folderOfCode: directory,
  leavesOut,
  ...request
}: CodeToZip): Promise<FunctionZip> => {
  const { requirements, sources } = request.definition;
  const outputPath = join(folder, requirements === undefined ? functionZipName : 'code.zip');
  const { facts, names } = await zipSources({ directory, prefix: '', outputPath, leavesOut });
  if (requirements === undefined) return { zipPath: outputPath, zip: facts, names };
  const code = { zipPath: outputPath, name: sources };
  const packages = await assembleFunction({ ...request, store: storeOf(request), code, folder });
  const { zipPath, zip, plan } = packages;
  return { zipPath, zip, names: plan.entries.map(pathInZip), packages };
};

const checkFunction = (
  definition: FunctionDefinition,
  { zip, names, packages }: FunctionZip,
  { excluded }: LeftOutSources,
): void => {
  const handler = handlerProblem(definition, names, excluded);
  const problems = [...(handler === undefined ? [] : [handler]), ...sizeProblems(zip, packages?.plan)];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: `${definition.functionName} is not a valid function`,
    problems,
    hint:
      packages === undefined
        ? 'Fix "handler", "sources" or "exclude" in function.json. Put packages into a layer.'
        : 'Fix "handler", "sources", "requirements" or "prune" in function.json. Put large packages into a layer.',
  });
};

/** Checks the handler. It may be in a layer, such as an observability vendor’s wrapper, if the function has any. */
const handlerProblem = (
  { handler, layers = [], sources }: FunctionDefinition,
  names: readonly string[],
  excluded: readonly string[],
) => {
  const module = handlerModule(handler);
  if (module === undefined) return `its handler “${handler}” is not of the form module.function`;
  if (layers.length > 0 || hasModule(module, names)) return undefined;
  const where =
    excluded.length === 0 ? sources : `${sources}, where “exclude” leaves out ${excluded.join(', ')}`;
  return `its handler “${handler}” needs ${module}.py in ${where}, and it has no layers${nearHandlers(handler, names)}`;
};
