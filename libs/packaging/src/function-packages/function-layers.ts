import { join, resolve } from 'node:path';
import {
  readLayerDefinition,
  targetsOf,
  theRuntime,
  type LayerDefinition,
} from '@layerkit/artifact/definition';
import { lockPath, readLock, type LockedPackage } from '@layerkit/locking/lock';
import { isPythonProject } from '@layerkit/locking/requirements';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { pruneOptions } from '@layerkit/assembly';

/** The folders of the workspace’s projects by name. */
export type ProjectFolders = Readonly<Record<string, string>>;

export interface LayersOfFunction {
  /** The layers of function.json, in order. Those that are not in `folders`, such as ARNs, are skipped. */
  readonly layers: readonly string[];
  readonly folders: ProjectFolders;
  readonly target: Target;
}

/** A layer project that a function attaches, with the packages that it has for the function’s target. */
export interface FunctionLayer {
  readonly name: string;
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  /** The packages of its lock, without those that it leaves to others. */
  readonly packages: readonly LockedPackage[];
  /** The absolute folders of the workspace’s packages that it has. */
  readonly locals: readonly string[];
}

/**
 * Reads what the layer projects of a function have, from their layer.json and their locks. They need not be built. Skips
 * a layer that is not for the function’s target: deploy refuses it.
 * @throws LayerkitError definition/*, lock/missing, lock/invalid of a layer
 */
export const readFunctionLayers = async ({
  layers,
  folders,
  target,
}: LayersOfFunction): Promise<readonly FunctionLayer[]> => {
  const found: FunctionLayer[] = [];
  for (const name of layers) {
    const projectRoot = folderIn(folders, name);
    if (projectRoot === undefined) continue;
    const definition = await readLayerDefinition(projectRoot);
    if (!targetsOf(definition).some((one) => formatTarget(one) === formatTarget(target))) continue;
    const { packages, locals } = await lockedIn(projectRoot, definition, target);
    const lacks = await leftByLayer(definition, folders, target);
    found.push({
      name,
      projectRoot,
      definition,
      packages: packages.filter((one) => !lacks.has(one.name)),
      locals: [...locals, ...(await ownProjects(projectRoot, definition))],
    });
  }
  return found;
};

const folderIn = (folders: ProjectFolders, name: string): string | undefined =>
  Object.hasOwn(folders, name) ? folders[name] : undefined;

const lockedIn = async (projectRoot: string, { requirements }: LayerDefinition, target: Target) => {
  if (requirements === undefined) return { packages: [], locals: [] };
  const { packages, locals = [] } = await readLock(lockPath(projectRoot, target));
  return { packages, locals: locals.map(({ folder }) => resolve(projectRoot, folder)) };
};

/** Returns the names that a layer leaves to other layers or to the runtime, as far as its definition tells. */
const leftByLayer = async (
  { without, providedBy = [], prune }: LayerDefinition,
  folders: ProjectFolders,
  target: Target,
): Promise<ReadonlySet<string>> => {
  const ofRuntime =
    pruneOptions(prune).runtimeProvided !== undefined ||
    (without === undefined && providedBy.includes(theRuntime))
      ? (offeredPackages(target.runtime) ?? []).map(({ name }) => name)
      : [];
  if (without !== undefined) return new Set([...without.map(normalizeProjectName), ...ofRuntime]);
  const others = await Promise.all(
    providedBy.map(async (name) => {
      const root = folderIn(folders, name);
      return root === undefined
        ? []
        : (await lockedIn(root, await readLayerDefinition(root), target)).packages;
    }),
  );
  return new Set([...others.flat().map(({ name }) => name), ...ofRuntime]);
};

/** Returns the Python projects in `sources` of a layer. */
const ownProjects = async (projectRoot: string, { sources }: LayerDefinition): Promise<readonly string[]> => {
  const paths = [sources ?? []].flat().map((folder) => join(projectRoot, folder));
  const projects = await Promise.all(paths.map(isPythonProject));
  return paths.filter((_, at) => projects[at] === true).map((path) => resolve(path));
};
