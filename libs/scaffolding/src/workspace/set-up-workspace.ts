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
import type { Plugin } from './plugin.ts';
import { namedInputs, pluginsConfig, targetDefaults } from './target-defaults.ts';

export interface WorkspaceSetUp {
  readonly plugins: readonly Plugin[];
  /** Lets Nx give the projects their targets. */
  readonly inference?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}

/**
 * Brings a workspace to where the plugins work: nx.json, .gitignore, package.json. Adds what is missing and
 * changes nothing that is there; what comes back installs the packages that were added.
 */
export const setUpWorkspace = (tree: Tree, setUp: WorkspaceSetUp): GeneratorCallback => {
  completeNxJson(tree, setUp);
  ignoreInGit(tree, ['dist', '__pycache__']);
  return setUp.skipPackageJson === true ? () => undefined : addPluginPackages(tree, setUp.plugins);
};

const completeNxJson = (tree: Tree, { plugins, inference = false }: WorkspaceSetUp): void => {
  // Nx updates none that is not there, and says nothing
  if (!tree.exists('nx.json')) tree.write('nx.json', '{}');
  const nxJson = readNxJson(tree) ?? {};
  const missing = missingGraphPlugins(nxJson, plugins, inference);
  // inferred targets are complete: what stood here would override what is known of each project
  const withDefaults = plugins.filter((plugin) => !inference && !infersTargets(nxJson, plugin));
  const defaults = Object.fromEntries(
    withDefaults.flatMap((plugin) => Object.entries(targetDefaults[plugin])),
  );
  const complete: NxJsonConfiguration = {
    ...nxJson,
    ...(missing.length === 0 ? {} : { plugins: [...(nxJson.plugins ?? []), ...missing] }),
    pluginsConfig: { ...nxJson.pluginsConfig, ...missingFrom(nxJson.pluginsConfig, pluginsConfig) },
    namedInputs: { ...nxJson.namedInputs, ...missingFrom(nxJson.namedInputs, namedInputs) },
    ...(withDefaults.length === 0
      ? {}
      : { targetDefaults: { ...nxJson.targetDefaults, ...missingFrom(nxJson.targetDefaults, defaults) } }),
  };
  if (JSON.stringify(complete) !== JSON.stringify(nxJson)) updateNxJson(tree, complete);
};

/** The entries whose keys the workspace does not have yet. */
const missingFrom = (present: object | undefined, wanted: object): object =>
  Object.fromEntries(Object.entries(wanted).filter(([key]) => !(key in (present ?? {}))));
