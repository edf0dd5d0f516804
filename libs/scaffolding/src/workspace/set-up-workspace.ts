import { targetDefaultsOf, type Plugin } from '@layerkit/executors/table';
import {
  readNxJson,
  updateNxJson,
  type GeneratorCallback,
  type NxJsonConfiguration,
  type Tree,
} from '@nx/devkit';
import { addPluginPackages } from './add-plugin-packages.ts';
import { ignoreInGit } from './ignore-in-git.ts';
import { namedInputs, pluginsConfig } from './nx-json-parts.ts';
import { missingNxPlugins, wiringOf } from './wiring.ts';

export interface WorkspaceSetUp {
  readonly plugins: readonly Plugin[];
  /** Projects name their targets in project.json. By default, Nx infers them. */
  readonly explicit?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}

/**
 * Prepares a workspace for the plugins: nx.json, .gitignore and package.json. Adds what is missing and
 * changes nothing else. Returns the callback that installs the added packages.
 */
export const setUpWorkspace = (tree: Tree, setUp: WorkspaceSetUp): GeneratorCallback => {
  completeNxJson(tree, setUp);
  ignoreInGit(tree, ignored);
  return setUp.skipPackageJson === true ? () => undefined : addPluginPackages(tree, setUp.plugins);
};

/** The folders that npm, Nx, layerkit and Python write. `.nx/version-plans` belongs to the repository. */
const ignored = ['node_modules', '.nx/cache', '.nx/workspace-data', 'dist', '__pycache__'];

const completeNxJson = (tree: Tree, { plugins, explicit }: WorkspaceSetUp): void => {
  // Nx silently ignores an update of a missing nx.json
  if (!tree.exists('nx.json')) tree.write('nx.json', '{}');
  const nxJson = readNxJson(tree) ?? {};
  const wirings = plugins.map((plugin) => [plugin, wiringOf(nxJson, plugin, explicit)] as const);
  const missing = missingNxPlugins(nxJson, wirings);
  // inferred targets are complete: a default would override what the plugin knows about each project
  const withDefaults = wirings.filter(([, wiring]) => wiring === 'explicit').map(([plugin]) => plugin);
  const complete: NxJsonConfiguration = {
    ...nxJson,
    ...(missing.length === 0 ? {} : { plugins: [...(nxJson.plugins ?? []), ...missing] }),
    pluginsConfig: { ...nxJson.pluginsConfig, ...missingFrom(nxJson.pluginsConfig, pluginsConfig) },
    ...(explicit === true || withDefaults.length > 0
      ? { namedInputs: { ...nxJson.namedInputs, ...missingFrom(nxJson.namedInputs, namedInputs) } }
      : {}),
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
