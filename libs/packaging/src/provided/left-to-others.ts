import { readLayerDefinition, theRuntime } from '@layerkit/artifact/definition';
import { LayerkitError } from '@layerkit/failure';
import { lockPath, readLock, type LockedPackage } from '@layerkit/locking/lock';
import {
  evaluateMarker,
  markerEnvironment,
  normalizeProjectName,
  parseRequirement,
  satisfies,
} from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { pruneOptions, type LeftPackage } from '@layerkit/assembly';
import { requirementTexts, type LayerInputs } from '../layer-inputs.ts';

export interface LeftToOthers {
  readonly left: readonly LeftPackage[];
  readonly warnings: readonly string[];
}

/**
 * Returns the packages of the lock that the layer leaves to other layers or to the runtime, as `without` and `providedBy`
 * of layer.json say. The audit compares their versions with the requirements of the other packages.
 * @throws LayerkitError layer/not-provided if nobody of `providedBy` has a package, or if its version does not meet a
 * requirement of the layer; lock/missing, lock/invalid, definition/* of another layer
 */
export const leftToOthers = async (
  layer: LayerInputs,
  packages: readonly LockedPackage[],
): Promise<LeftToOthers> => {
  const { without, providedBy = [] } = layer.definition;
  if (without === undefined && providedBy.length === 0) return { left: [], warnings: [] };
  const providers = await Promise.all(providedBy.map((name) => openProvider(layer, name)));
  const layers = providers.filter(({ name }) => name !== theRuntime);
  const here = new Set(packages.map(({ name }) => name));
  const asked =
    without?.map(normalizeProjectName) ??
    [...here].filter((name) => layers.some(({ versions }) => versions.has(name)));
  const left = asked.filter((name) => here.has(name)).map((name) => leave(name, providers));
  const problems = [
    ...(providers.length === 0
      ? []
      : left
          .filter(({ by }) => by === undefined)
          .map(({ name }) => `${name}: not in ${providedBy.join(', ')}`)),
    ...(await unmetRequirements(layer, left)),
  ];
  if (problems.length > 0) throw notProvided(problems);
  const warnings = asked
    .filter((name) => !here.has(name))
    .map((name) => `without: ${name} is not among the packages of the layer`);
  return { left, warnings };
};

interface Provider {
  readonly name: string;
  /** The versions of its packages; undefined if they are not known. */
  readonly versions: ReadonlyMap<string, string | undefined>;
}

const openProvider = async (layer: LayerInputs, name: string): Promise<Provider> => {
  const { target } = layer;
  if (name === theRuntime) {
    const { runtimeProvided = {} } = pruneOptions(layer.definition.prune);
    const stated = new Map<string, string>(Object.entries(runtimeProvided));
    const offered = offeredPackages(target.runtime) ?? [];
    return { name, versions: new Map(offered.map((one) => [one.name, stated.get(one.name)])) };
  }
  const root = providerRoot(layer, name);
  const { packages } = await readLock(lockPath(root, target));
  const { without = [] } = await readLayerDefinition(root);
  const lacks = new Set(without.map(normalizeProjectName));
  return {
    name,
    versions: new Map(packages.filter((one) => !lacks.has(one.name)).map((one) => [one.name, one.version])),
  };
};

/** Returns the layer projects that `providedBy` names, with their folders. @throws LayerkitError workspace/unknown-project */
export const otherLayers = (
  layer: LayerInputs,
): readonly { readonly name: string; readonly root: string }[] =>
  (layer.definition.providedBy ?? [])
    .filter((name) => name !== theRuntime)
    .map((name) => ({ name, root: providerRoot(layer, name) }));

const providerRoot = ({ providers = {} }: LayerInputs, name: string): string => {
  const root = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (root !== undefined) return root;
  throw new LayerkitError({
    code: 'workspace/unknown-project',
    message: `providedBy of layer.json names “${name}”, which is not a layer project of this workspace`,
    hint: 'Use the name of a project with a layer.json (nx show projects), or “runtime”.',
  });
};

const leave = (name: string, providers: readonly Provider[]): LeftPackage => {
  const provider = providers.find(({ versions }) => versions.has(name));
  return { name, by: provider?.name, version: provider?.versions.get(name) };
};

/** Compares the layer’s own requirements. The audit compares those of its packages, which know their extras. */
const unmetRequirements = async (
  layer: LayerInputs,
  left: readonly LeftPackage[],
): Promise<readonly string[]> => {
  const environment = markerEnvironment(layer.target);
  const provided = new Map(left.map((one) => [one.name, one]));
  return (await requirementTexts(layer)).flatMap((text) => {
    const { name, specifiers, marker } = parseRequirement(text) ?? {};
    const { by, version } = provided.get(name ?? '') ?? {};
    if (name === undefined || specifiers === undefined || version === undefined) return [];
    if (marker !== undefined && !evaluateMarker(marker, environment)) return [];
    return satisfies(version, specifiers)
      ? []
      : [`${name}: the layer requires ${name}${specifiers}; ${by ?? ''} has ${version}`];
  });
};

const notProvided = (problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'layer/not-provided',
    message: 'packages that the layer leaves to others are not there as it needs them',
    problems,
    hint: 'Lock the other layer to a fitting version, change the requirements, or remove the package from without in layer.json.',
  });
