import { targetDefaultsOf, type Plugin } from '@layerkit/executors/table';
import {
  readNxJson,
  updateNxJson,
  type GeneratorCallback,
  type NxJsonConfiguration,
  type Tree,
} from '@nx/devkit';
import { addPluginPackages } from './add-plugin-packages.ts';
import { infersTargets, missingGraphPlugins } from './graph-plugins.ts';
import { ignoreInGit } from './ignore-in-git.ts';
import { namedInputs, pluginsConfig } from './nx-json-parts.ts';

export interface WorkspaceSetUp {
  readonly plugins: readonly Plugin[];
  /** Lets Nx infer the targets of the projects. */
  readonly inference?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}

/**
 * Prepares a workspace for the plugins: nx.json, .gitignore and package.json. Adds what is missing and
 * changes nothing else. Returns the callback that installs the added packages.
 */
export const setUpWorkspace = (tree: Tree, setUp: WorkspaceSetUp): GeneratorCallback => {
  completeNxJson(tree, setUp);
  ignoreInGit(tree, ['dist', '__pycache__']);
  return setUp.skipPackageJson === true ? () => undefined : addPluginPackages(tree, setUp.plugins);
};

const completeNxJson = (tree: Tree, { plugins, inference = false }: WorkspaceSetUp): void => {
  // Nx silently ignores an update of a missing nx.json
  if (!tree.exists('nx.json')) tree.write('nx.json', '{}');
  const nxJson = readNxJson(tree) ?? {};
  const missing = missingGraphPlugins(nxJson, plugins, inference);
  // inferred targets are complete: a default would override what the plugin knows about each project
  const withDefaults = plugins.filter((plugin) => !inference && !infersTargets(nxJson, plugin));
  const complete: NxJsonConfiguration = {
    ...nxJson,
    ...(missing.length === 0 ? {} : { plugins: [...(nxJson.plugins ?? []), ...missing] }),
    pluginsConfig: { ...nxJson.pluginsConfig, ...missingFrom(nxJson.pluginsConfig, pluginsConfig) },
    namedInputs: { ...nxJson.namedInputs, ...missingFrom(nxJson.namedInputs, namedInputs) },
    ...withTargetDefaults(nxJson, withDefaults),
  };
  if (JSON.stringify(complete) !== JSON.stringify(nxJson)) updateNxJson(tree, complete);
};

const withTargetDefaults = (
  { targetDefaults }: NxJsonConfiguration,
  plugins: readonly Plugin[],
): Pick<NxJsonConfiguration, 'targetDefaults'> => {
  if (plugins.length === 0) return {};
  const wanted = Object.fromEntries(plugins.flatMap((plugin) => Object.entries(targetDefaultsOf(plugin))));
  return { targetDefaults: { ...targetDefaults, ...missingFrom(targetDefaults, wanted) } };
};

/** Returns the entries whose keys the workspace does not have yet. */
const missingFrom = (present: object | undefined, wanted: object): object =>
  Object.fromEntries(Object.entries(wanted).filter(([key]) => !(key in (present ?? {}))));
