import { isDeepStrictEqual } from 'node:util';
import { targetDefaultsOf, type Plugin } from '@layerkit/executors/table';
import { getProjects, readNxJson, updateNxJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { namedInputs } from '../workspace/nx-json-parts.ts';
import { withInference } from '../workspace/wiring.ts';

/**
 * Replaces the graph plugin of nx.json by the one that infers targets. Removes the defaults that generators wrote, unless a
 * target of another name than its executor’s needs them.
 */
export const inferInNxJson = (tree: Tree, plugin: Plugin): void => {
  const { targetDefaults, namedInputs: inputs, ...nxJson } = readNxJson(tree) ?? {};
  const defaults = without(targetDefaults, unneededDefaults(tree, plugin));
  const others = without(inputs, namedInputs);
  const isUsed = JSON.stringify([defaults, others, targetsOf(tree)]).includes('layerkit"');
  updateNxJson(tree, {
    ...nxJson,
    plugins: withInference(nxJson, plugin),
    ...nonEmpty('namedInputs', isUsed ? inputs : others),
    ...nonEmpty('targetDefaults', defaults),
  });
};

/** Returns the defaults of a plugin’s executors that no target needs. */
const unneededDefaults = (tree: Tree, plugin: Plugin): object => {
  const renamed = new Set(
    targetsOf(tree).flatMap(([name, { executor = '' }]) => (executor.endsWith(`:${name}`) ? [] : [executor])),
  );
  return Object.fromEntries(
    Object.entries(targetDefaultsOf(plugin)).filter(([executor]) => !renamed.has(executor)),
  );
};

const targetsOf = (tree: Tree) =>
  [...getProjects(tree).values()].flatMap(({ targets = {} }) => Object.entries(targets));

/** Returns the entries that differ from the given ones. */
const without = (entries: object | undefined, given: object): object =>
  Object.fromEntries(
    Object.entries(entries ?? {}).filter(
      ([key, value]) => !isDeepStrictEqual(value, Object.entries(given).find(([name]) => name === key)?.[1]),
    ),
  );

const nonEmpty = (field: keyof NxJsonConfiguration, entries: object | undefined): NxJsonConfiguration =>
  Object.keys(entries ?? {}).length === 0 ? {} : { [field]: entries };
