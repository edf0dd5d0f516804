import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { artifactDirectory, functionZipName, type FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { FunctionManifest } from '@layerkit/artifact/manifest';
import { LayerkitError } from '@layerkit/failure';
import { auditFunction, isAboutStack } from '@layerkit/audit';
import { auditFailure } from './audit-build/audit-build.ts';
import { describeStaleRule } from './audit-build/describe-audit.ts';
import { sourceFolder, zipSources, type ZippedSources } from '@layerkit/zip/sources';
import { quotas } from '@layerkit/platform-resolution';
import { handlerModule, hasModule, nearHandlers } from './handler/handler-module.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { environmentWarnings } from './function-code/environment-warnings.ts';
import { excludeSources, type LeftOutSources } from './function-code/exclude-sources.ts';
import {
  largestEntries,
  measureLeftOut,
  type MeasuredSources,
  type SizedFile,
} from './function-code/measure-sources.ts';

export interface BuildFunctionRequest {
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
}

/**
 * Builds a function's zip: archive → check → audit → manifest. Equal sources give equal bytes. Does not look at layers;
 * `missingHandler` and `hiddenModules` do.
 * @throws LayerkitError source/invalid; function/invalid if the zip has no handler and the function no layers, or if
 * the zip is larger than Lambda accepts; audit/failed
 */
export const buildFunction = async (request: BuildFunctionRequest): Promise<FunctionBuild> => {
  const { projectRoot, definition, outputRoot } = request;
  const { functionName, runtime, architecture } = definition;
  const target = { runtime, architecture };
  const { sources, exclude } = definition;
  const hasPyproject = existsSync(join(projectRoot, 'pyproject.toml'));
  const { leavesOut, leftOut } = excludeSources({ sources, exclude, hasPyproject });
  return inBuildFolder(outputRoot, async (folder) => {
    const zipPath = join(folder, functionZipName);
    const folderOfCode = await sourceFolder(projectRoot, sources);
    const archive = await zipSources({
      directory: folderOfCode,
      prefix: '',
      outputPath: zipPath,
      leavesOut,
    });
    checkFunction(definition, archive, leftOut());
    const report = await auditFunction({
      zipPath,
      target,
      handler: definition.handler,
      hasLayers: (definition.layers ?? []).length > 0,
      ignore: definition.audit?.ignore?.filter((rule) => !isAboutStack(rule)),
    });
    const failure = auditFailure(report, 'function.json');
    if (failure !== undefined) throw failure;
    const manifest: FunctionManifest = {
      schema: 'layerkit/function-manifest/1',
      functionName,
      target,
      zip: archive.facts,
      codeSha256: sha256ToBase64(archive.facts.sha256),
      audit: { findings: [...report.findings], ignored: [...report.ignored] },
    };
    const directory = artifactDirectory(outputRoot, target);
    await replaceArtifact({ directory, zipPath, manifest });
    const artifact = { directory, zipPath: join(directory, functionZipName), manifest };
    return {
      artifact,
      warnings: [
        ...environmentWarnings(definition),
        ...report.staleRules.map((rule) => describeStaleRule(rule, 'function.json')),
      ],
      largest: largestEntries(artifact.zipPath),
      leftOut: await measureLeftOut(leftOut(), folderOfCode),
    };
  });
};

const checkFunction = (
  definition: FunctionDefinition,
  { facts, names }: ZippedSources,
  { excluded }: LeftOutSources,
): void => {
  const found = [handlerProblem(definition, names, excluded), sizeProblem(facts.bytes)];
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: `${definition.functionName} is not a valid function`,
    problems,
    hint: 'Fix "handler", "sources" or "exclude" in function.json. Put packages into a layer.',
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

/** Checks the zip’s size. Its files are not compressed, so this covers the limit on the unpacked size too. */
const sizeProblem = (bytes: number): string | undefined =>
  bytes <= quotas.zipInRequest
    ? undefined
    : `its zip has ${bytes} bytes; Lambda accepts at most ${quotas.zipInRequest} in a direct upload (Lambda quotas)`;
