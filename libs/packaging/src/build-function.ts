import { join } from 'node:path';
import { artifactDirectory, functionZipName, type FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { FunctionManifest, ZipFacts } from '@layerkit/artifact/manifest';
import { pathInZip } from '@layerkit/assembly';
import { LayerkitError } from '@layerkit/failure';
import { openStore } from '@layerkit/wheels/store';
import { auditFunctionCode } from './function-code/audit-function-code.ts';
import { environmentWarnings } from './function-code/environment-warnings.ts';
import { largestEntries, type MeasuredSources, type SizedFile } from './function-code/measure-sources.ts';
import { sizeProblems } from './function-code/size-problems.ts';
import { zipOwnCode, type ZippedOwnCode } from './function-code/zip-own-code.ts';
import { handlerModule, hasModule, nearHandlers } from './handler/handler-module.ts';
import {
  assembleFunction,
  type AssembledFunction,
  type PackageAccess,
} from './function-packages/assemble-function.ts';
import { auditedPackages, describePackages } from './function-packages/describe-packages.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';

export interface BuildFunctionRequest extends PackageAccess {
  /** Folder of the project. `sources` in function.json is relative to it. */
  readonly projectRoot: string;
  readonly definition: FunctionDefinition;
  /** Other functions that the zip is also for: their code, runtime and architecture are the same. */
  readonly sharedBy?: readonly FunctionDefinition[] | undefined;
  /** The artifact is written to `<outputRoot>/<runtime>-<architecture>/`, unless `directory` is another folder below it. */
  readonly outputRoot: string;
  readonly directory?: string | undefined;
}

export interface FunctionBuild {
  readonly artifact: FunctionArtifact;
  readonly warnings: readonly string[];
  /** The largest files of the zip, the largest first. */
  readonly largest: readonly SizedFile[];
  readonly leftOut: MeasuredSources;
  /** The number of wheels that were not in the store. */
  readonly fetched: number;
  /** The absolute paths of the files that the build read. A cache of the result depends on them. */
  readonly files: readonly string[];
}

/**
 * Builds the zip of a function, or of several that share it: archive → packages → check → audit → manifest. Equal inputs
 * give equal bytes. Of layers it reads only the locks, and these only for a function with requirements; `missingHandler`
 * and `hiddenModules` look into their zips.
 * @throws LayerkitError source/invalid; function/invalid if the zip has no handler and the function no layers, or if
 * it is larger than Lambda accepts; audit/failed; as `assembleFunction`
 */
export const buildFunction = async (request: BuildFunctionRequest): Promise<FunctionBuild> => {
  const { projectRoot, definition, sharedBy = [], outputRoot } = request;
  const { runtime, architecture } = definition;
  const target = { runtime, architecture };
  const functions = [definition, ...sharedBy];
  return inBuildFolder(outputRoot, async (folder) => {
    const code = await writeZip(request, folder);
    checkFunctions(functions, code);
    const { zipPath, zip, leftOut } = code;
    const plan = code.packages?.plan;
    const packages = plan && auditedPackages(plan, storeOf(request).notes, target);
    const audited = await auditFunctionCode({ zipPath, target, functions, packages });
    const manifest: FunctionManifest = {
      schema: 'layerkit/function-manifest/1',
      ...namesOf(functions),
      target,
      zip,
      codeSha256: sha256ToBase64(zip.sha256),
      ...(plan && describePackages(plan)),
      audit: audited.audit,
    };
    const directory = request.directory ?? artifactDirectory(outputRoot, target);
    await replaceArtifact({ directory, zipPath, manifest });
    const artifact = { directory, zipPath: join(directory, functionZipName), manifest };
    const warnings = [
      ...code.warnings,
      ...functions.flatMap(environmentWarnings),
      ...(manifest.warnings ?? []),
      ...audited.warnings,
    ];
    return {
      artifact,
      warnings: [...new Set(warnings)],
      largest: largestEntries(artifact.zipPath),
      leftOut,
      fetched: code.packages?.fetched ?? 0,
      files: [join(projectRoot, 'function.json'), ...code.files],
    };
  });
};

const storeOf = ({ store, env }: PackageAccess) => store ?? openStore({ env });

interface FunctionZip extends Pick<ZippedOwnCode, 'leftOut' | 'warnings' | 'files'> {
  readonly zipPath: string;
  readonly zip: ZipFacts;
  /** The paths in the zip. */
  readonly names: readonly string[];
  /** Set if function.json has requirements. */
  readonly packages?: AssembledFunction;
}

/** Writes the zip of the own code, together with the function’s own packages if it has any. */
const writeZip = async (request: BuildFunctionRequest, folder: string): Promise<FunctionZip> => {
  const { projectRoot, definition } = request;
  const { requirements, exclude } = definition;
  const hasLock = requirements !== undefined;
  const outputPath = join(folder, hasLock ? 'code.zip' : functionZipName);
  const sources = [definition.sources].flat();
  const { archive, ...own } = await zipOwnCode({ projectRoot, sources, exclude, hasLock, outputPath });
  if (!hasLock) return { ...own, zipPath: outputPath, zip: archive.facts, names: archive.names };
  const code = { zipPath: outputPath, name: shownSources(definition) };
  const packages = await assembleFunction({ ...request, store: storeOf(request), code, folder });
  const { zipPath, zip, plan } = packages;
  return { ...own, zipPath, zip, names: plan.entries.map(pathInZip), packages };
};

const namesOf = (functions: readonly FunctionDefinition[]) => {
  const functionNames = functions.map(({ functionName }) => functionName);
  const [functionName = '', ...others] = functionNames;
  return others.length === 0 ? { functionName } : { functionName, functionNames };
};

const checkFunctions = (
  functions: readonly FunctionDefinition[],
  { zip, names, leftOut, packages }: FunctionZip,
): void => {
  const excluded = leftOut.excluded.map(({ name }) => name);
  const [{ functionName } = { functionName: '' }] = functions;
  const isShared = functions.length > 1;
  const handlers = functions.flatMap((definition) => {
    const problem = handlerProblem(definition, names, excluded);
    if (problem === undefined) return [];
    return [isShared ? `${definition.functionName}: ${problem}` : problem];
  });
  const problems = [...handlers, ...sizeProblems(zip, packages?.plan)];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: isShared
      ? `not all ${functions.length} functions over ${shownSources(functions[0])} are valid`
      : `${functionName} is not a valid function`,
    problems,
    hint:
      packages === undefined
        ? 'Fix "handler", "sources" or "exclude" in function.json. Put packages into a layer.'
        : 'Fix "handler", "sources", "requirements" or "prune" in function.json. Put large packages into a layer.',
  });
};

const shownSources = (definition: FunctionDefinition | undefined): string =>
  [definition?.sources ?? []].flat().join(', ');

/** Checks the handler. It may be in a layer, such as an observability vendor’s wrapper, if the function has any. */
const handlerProblem = (
  definition: FunctionDefinition,
  names: readonly string[],
  excluded: readonly string[],
): string | undefined => {
  const { handler, layers = [] } = definition;
  const module = handlerModule(handler);
  if (module === undefined) return `its handler “${handler}” is not of the form module.function`;
  if (layers.length > 0 || hasModule(module, names)) return undefined;
  const sources = shownSources(definition);
  const where =
    excluded.length === 0 ? sources : `${sources}, where “exclude” leaves out ${excluded.join(', ')}`;
  return `its handler “${handler}” needs ${module}.py in ${where}, and it has no layers${nearHandlers(handler, names)}`;
};
