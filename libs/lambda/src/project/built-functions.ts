import { readFunctionArtifact, type FunctionArtifact } from '@layerkit/artifact';
import type { AttachedLayer } from '@layerkit/publishing/functions';
import type { ExecutorContext } from '@nx/devkit';
import { readAttachedLayers } from './attached-layers.ts';
import { onceForEach } from './once-for-each.ts';
import type { ProjectFunction } from './project-functions.ts';
import type { LookInto } from './third-party-layers.ts';

/** A built function with its layers. */
export interface BuiltFunction {
  readonly one: ProjectFunction;
  readonly artifact: FunctionArtifact;
  readonly attached: readonly AttachedLayer[];
}

/**
 * Reads the builds of functions and of their layers, each only once, because that checks the digests of whole zips.
 * @throws LayerkitError artifact/missing, artifact/invalid; as `readAttachedLayers`
 */
export const readBuiltFunctions = async (
  functions: readonly ProjectFunction[],
  context: ExecutorContext,
  lookIntoFor: (one: ProjectFunction) => LookInto,
): Promise<readonly BuiltFunction[]> => {
  const artifactIn = onceForEach(readFunctionArtifact);
  const layersOf = onceForEach((_key, one: ProjectFunction) =>
    readAttachedLayers(one, context, lookIntoFor(one)),
  );
  return Promise.all(
    functions.map(async (one) => {
      const { layers = [], runtime, architecture } = one.definition;
      const key = [runtime, architecture, ...layers].join(' ');
      return { one, artifact: await artifactIn(one.directory), attached: await layersOf(key, one) };
    }),
  );
};
