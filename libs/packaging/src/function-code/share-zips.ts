import { basename, dirname, join } from 'node:path';
import { artifactDirectory } from '@layerkit/artifact';
import type { FunctionDefinition, NamedFunction } from '@layerkit/artifact/definition';
import { groupBy } from '@layerkit/zip';

/** A zip and the functions that it is for. */
export interface SharedZip<Function extends NamedFunction = NamedFunction> {
  /** The folder of the zip and its manifest. */
  readonly directory: string;
  /** At least one, in the order of function.json. */
  readonly functions: readonly [Function, ...Function[]];
}

/**
 * Groups functions whose zips are the same: equal code, runtime and architecture, and
 * equal layers if they have packages of their own. The first zip for a target is in the
 * target’s folder; the folder of another one is named after its first function, too.
 */
export const shareZips = <Function extends NamedFunction>(
  functions: readonly Function[],
  outputRoot: string,
): readonly SharedZip<Function>[] => {
  const groups = groupBy(functions, ({ definition }) => zipKeyOf(definition));
  const taken = new Set<string>();
  return [...groups.values()].map((group) => {
    const [{ name, definition }] = group;
    const usual = artifactDirectory(outputRoot, definition);
    const directory = taken.has(usual) ? join(dirname(usual), `${basename(usual)}-${name}`) : usual;
    taken.add(usual);
    return { directory, functions: group };
  });
};

/** Settings that the zip does not depend on. All other fields count, so that a new one can’t be forgotten. */
const ofFunctionOnly: ReadonlySet<string> = new Set<keyof FunctionDefinition>([
  '$schema',
  'functionName',
  'description',
  'handler',
  'role',
  'layers',
  'audit',
  'smoke',
  'memoryMb',
  'timeoutSeconds',
  'environment',
  'logFormat',
  'applicationLogLevel',
  'systemLogLevel',
  'logGroup',
  'tracing',
  'ephemeralStorageMb',
  'vpc',
  'fileSystems',
  'snapStart',
  'kmsKey',
  'deadLetter',
  'reservedConcurrency',
  'runtimeManagement',
  'tags',
]);

const zipKeyOf = (definition: FunctionDefinition): string => {
  const { requirements, layers } = definition;
  // what the layers have is left out
  const leftTo = requirements === undefined ? undefined : layers;
  const fields = { ...definition, sources: [definition.sources].flat().toSorted(), leftTo };
  return JSON.stringify(
    Object.entries(fields)
      .filter(([name]) => !ofFunctionOnly.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
};
