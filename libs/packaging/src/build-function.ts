import { join } from 'node:path';
import {
  artifactDirectory,
  functionZipName,
  type FunctionArtifact,
  type FunctionDefinition,
} from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { directUploadBytes } from './audit/size/size-findings.ts';
import { handlerModule, hasModule, nearHandlers } from './handler/handler-module.ts';
import { inBuildFolder } from './output/build-folder.ts';
import { replaceArtifact } from './output/replace-artifact.ts';
import { archiveSources, type SourceArchive } from './source/archive-sources.ts';

export interface BuildFunctionRequest {
  /** Folder of the project; function.json's `sources` is relative to it. */
  readonly projectRoot: string;
  readonly definition: FunctionDefinition;
  /** The artifact goes to `<outputRoot>/<runtime>-<architecture>/`. */
  readonly outputRoot: string;
}

/**
 * Builds a function's zip: archive → check → manifest. Equal sources give equal bytes. Whether its layers bring a handler
 * that is not in it is not known yet: `missingHandler` says.
 * @throws LayerkitError source/invalid; function/invalid when the handler is nowhere in it, or it is larger
 * than Lambda takes
 */
export const buildFunction = async (request: BuildFunctionRequest): Promise<FunctionArtifact> => {
  const { projectRoot, definition, outputRoot } = request;
  const { functionName, runtime, architecture } = definition;
  const target = { runtime, architecture };
  return inBuildFolder(outputRoot, async (folder) => {
    const zipPath = join(folder, functionZipName);
    const archive = await archiveSources({
      directory: join(projectRoot, definition.sources),
      prefix: '',
      outputPath: zipPath,
    });
    checkFunction(definition, archive);
    const manifest = {
      schema: 'layerkit/function-manifest/1',
      functionName,
      target,
      zip: archive.facts,
    } as const;
    const directory = artifactDirectory(outputRoot, target);
    await replaceArtifact({ directory, zipPath, manifest });
    return { directory, zipPath: join(directory, functionZipName), manifest };
  });
};

const checkFunction = (definition: FunctionDefinition, { facts, names }: SourceArchive): void => {
  const problems = [handlerProblem(definition, names), sizeProblem(facts.bytes)].filter(
    (problem) => problem !== undefined,
  );
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'function/invalid',
    message: `${definition.functionName} can’t work as a function`,
    problems,
    hint: 'handler and sources are fields of function.json; packages belong in a layer.',
  });
};

/** A layer may bring the handler, as the wrappers of observability vendors do: without one it has to be here. */
const handlerProblem = ({ handler, layers, sources }: FunctionDefinition, names: readonly string[]) => {
  const module = handlerModule(handler);
  if (module === undefined) return `its handler “${handler}” is not module.function`;
  if (layers.length > 0 || hasModule(module, names)) return undefined;
  return `its handler “${handler}” needs ${module}.py in ${sources}, and it has no layers${nearHandlers(handler, names)}`;
};

/** Stored, not compressed: what unpacks to more than Lambda takes is over this limit first. */
const sizeProblem = (bytes: number): string | undefined =>
  bytes <= directUploadBytes
    ? undefined
    : `its zip has ${bytes} bytes, Lambda takes ${directUploadBytes} directly (Lambda quotas)`;
