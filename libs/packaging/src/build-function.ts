import { join } from 'node:path';
import { artifactDirectory, functionZipName, type FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { FunctionManifest } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import type { ZippedSources } from '@layerkit/zip/sources';
import { auditFunctionCode } from './function-code/audit-function-code.ts';
import { environmentWarnings } from './function-code/environment-warnings.ts';
import { largestEntries, type MeasuredSources, type SizedFile } from './function-code/measure-sources.ts';
import { zipOwnCode } from './function-code/zip-own-code.ts';
import { handlerModule, hasModule, nearHandlers } from './handler/handler-module.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';

export interface BuildFunctionRequest {
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
  /** The absolute paths of the files that the build read. A cache of the result depends on them. */
  readonly files: readonly string[];
}

/**
 * Builds the zip of a function, or of several that share it: archive → check → audit → manifest. Equal sources give equal
 * bytes. Does not look at layers; `missingHandler` and `hiddenModules` do.
 * @throws LayerkitError source/invalid; function/invalid if the zip has no handler and the function no layers, or if
 * the zip is larger than Lambda accepts; audit/failed
 */
export const buildFunction = async (request: BuildFunctionRequest): Promise<FunctionBuild> => {
  const { projectRoot, definition, sharedBy = [], outputRoot } = request;
  const { runtime, architecture, exclude } = definition;
  const target = { runtime, architecture };
  const functions = [definition, ...sharedBy];
  const sources = [definition.sources].flat();
  return inBuildFolder(outputRoot, async (folder) => {
    const zipPath = join(folder, functionZipName);
    const { archive, leftOut, warnings, files } = await zipOwnCode({
      projectRoot,
      sources,
      exclude,
      outputPath: zipPath,
    });
    checkFunctions(functions, archive, leftOut);
    const audited = await auditFunctionCode({ zipPath, target, functions });
    const manifest: FunctionManifest = {
      schema: 'layerkit/function-manifest/1',
      ...namesOf(functions),
      target,
      zip: archive.facts,
      codeSha256: sha256ToBase64(archive.facts.sha256),
      audit: audited.audit,
    };
    const directory = request.directory ?? artifactDirectory(outputRoot, target);
    await replaceArtifact({ directory, zipPath, manifest });
    const artifact = { directory, zipPath: join(directory, functionZipName), manifest };
    return {
      artifact,
      warnings: [...new Set([...warnings, ...functions.flatMap(environmentWarnings), ...audited.warnings])],
      largest: largestEntries(artifact.zipPath),
      leftOut,
      files: [join(projectRoot, 'function.json'), ...files],
    };
  });
};

const namesOf = (functions: readonly FunctionDefinition[]) => {
  const functionNames = functions.map(({ functionName }) => functionName);
  const [functionName = '', ...others] = functionNames;
  return others.length === 0 ? { functionName } : { functionName, functionNames };
};

const checkFunctions = (
  functions: readonly FunctionDefinition[],
  { facts, names }: ZippedSources,
  leftOut: MeasuredSources,
): void => {
  const excluded = leftOut.excluded.map(({ name }) => name);
  const [{ functionName } = { functionName: '' }] = functions;
  const isShared = functions.length > 1;
  const handlers = functions.flatMap((definition) => {
    const problem = handlerProblem(definition, names, excluded);
    if (problem === undefined) return [];
    return [isShared ? `${definition.functionName}: ${problem}` : problem];
  });
  const problems = [...handlers, ...sizeProblem(facts.bytes)];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: isShared
      ? `not all ${functions.length} functions over ${shownSources(functions[0])} are valid`
      : `${functionName} is not a valid function`,
    problems,
    hint: 'Fix "handler", "sources" or "exclude" in function.json. Put packages into a layer.',
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

/** Checks the zip’s size. Its files are not compressed, so this covers the limit on the unpacked size too. */
const sizeProblem = (bytes: number): readonly string[] =>
  bytes <= quotas.zipInRequest
    ? []
    : [
        `its zip has ${bytes} bytes; Lambda accepts at most ${quotas.zipInRequest} in a direct upload (Lambda quotas)`,
      ];
