import { resolve } from 'node:path';
import { localPackages, statedRequirements } from '@layerkit/locking/requirements';
import type { Wheel } from '@layerkit/wheels';
import { ensureWheels, type WheelAccess } from '@layerkit/wheels/store';
import { buildLocked } from '../from-source/build-locked.ts';
import type { LockedInputs } from '../layer-inputs.ts';
import { wheelAccess } from '../wheel-access.ts';
import type { LockedHere, OfferedPackage } from './choose-left.ts';
import type { FunctionLayer } from './function-layers.ts';
import { requiresOf } from './wheel-requirements.ts';

export interface ComparisonRequest {
  readonly inputs: LockedInputs;
  readonly layers: readonly FunctionLayer[];
  /** The wheels of the lock, and those of the workspace’s packages. */
  readonly wheels: readonly Wheel[];
  readonly access: WheelAccess;
}

/** The packages of a function, and those of its layers with the same names. */
export interface Comparison {
  readonly packages: readonly LockedHere[];
  /** By name. Of several layers, the last one’s counts, as on Lambda. Has packages that the function’s lock lacks. */
  readonly offers: ReadonlyMap<string, OfferedPackage>;
  /** Warnings about packages of layers that have the name and are not the same. */
  readonly strangers: readonly string[];
}

/**
 * Finds the packages of a function in its layers. Reads no wheel if there are none. Fetches a layer’s wheel only if its
 * version is not the function’s, to read its requirements.
 * @throws LayerkitError as `ensureWheels` and `buildLocked` do
 */
export const compareWithLayers = async (request: ComparisonRequest): Promise<Comparison> => {
  const { inputs, layers, wheels } = request;
  const places = await placesOf(inputs);
  const shared = layers.flatMap((layer) => {
    const names = new Set(layer.packages.map(({ name }) => name));
    return wheels.filter(
      ({ name }) => names.has(name) || layer.locals.includes(places.folders.get(name) ?? ''),
    );
  });
  if (shared.length === 0) return { packages: [], offers: new Map(), strangers: [] };
  const packages = await Promise.all(
    wheels.map(async (wheel) => ({ wheel, requires: await requiresOf(wheel, inputs.target) })),
  );
  const here = new Map(
    packages.map(({ wheel: { name, version }, requires }) => [name, { name, version, requires }]),
  );
  const files = new Map(wheels.map((wheel) => [wheel.name, wheel]));
  const offers = new Map<string, OfferedPackage>();
  const strangers: string[] = [];
  for (const layer of layers) {
    for (const [name, own] of here)
      if (layer.locals.includes(places.folders.get(name) ?? ''))
        offers.set(name, { ...own, layer: layer.name });
    const same = layer.packages.filter((one) => isComparable(one, files.get(one.name), places));
    for (const one of layer.packages)
      if (!same.includes(one)) strangers.push(describeStranger(one, layer.name));
    for (const one of await offersOf({ ...layer, packages: same }, here, request)) offers.set(one.name, one);
  }
  return { packages: [...here.values()], offers, strangers };
};

interface Places {
  /** The absolute folders of the workspace’s packages by name. */
  readonly folders: ReadonlyMap<string, string>;
  /** The names of packages whose URLs the requirements state. */
  readonly urls: ReadonlySet<string>;
}

const placesOf = async ({ projectRoot, definition, target }: LockedInputs): Promise<Places> => {
  const locals = await localPackages(projectRoot, definition, target);
  const stated = await statedRequirements(projectRoot, definition);
  return {
    folders: new Map(locals.map(({ name, folder }) => [name, resolve(projectRoot, folder)])),
    urls: new Set(stated.filter(({ at }) => at !== undefined).map(({ name }) => name)),
  };
};

type LockedThere = FunctionLayer['packages'][number];

/** Whether the version of a package tells if it is the same. For code of the workspace and for URLs it does not. */
const isComparable = (
  { name, sha256 }: LockedThere,
  own: Wheel | undefined,
  { folders, urls }: Places,
): boolean => {
  if (own === undefined) return true;
  if (folders.has(name)) return false;
  return !urls.has(name) || [own.sha256, own.builtFrom?.sha256].includes(sha256);
};

const describeStranger = ({ name, version }: LockedThere, layer: string): string =>
  `${name} goes into the function although ${layer} has ${name} ${version}: the two come from different places. The function’s copy comes first on Python’s path`;

/** Returns the packages of a layer’s lock. The requirements of those that the function lacks are not read. */
const offersOf = async (
  layer: FunctionLayer,
  here: ReadonlyMap<string, LockedHere>,
  request: ComparisonRequest,
): Promise<readonly OfferedPackage[]> => {
  const others = layer.packages.filter(({ name, version }) => {
    const own = here.get(name);
    return own !== undefined && own.version !== version;
  });
  const requires = new Map<string, readonly string[]>();
  for (const wheel of others.length === 0 ? [] : await wheelsOf(layer, others, request))
    requires.set(wheel.name, await requiresOf(wheel, request.inputs.target));
  return layer.packages.map(({ name, version }) => ({
    name,
    version,
    layer: layer.name,
    requires: requires.get(name) ?? here.get(name)?.requires ?? [],
  }));
};

/** Finds wheels of a layer where the layer’s own build would find them. */
const wheelsOf = async (
  { projectRoot, definition }: FunctionLayer,
  locked: readonly LockedThere[],
  { inputs: { target }, access }: ComparisonRequest,
): Promise<readonly Wheel[]> => {
  const inputs: LockedInputs = { projectRoot, definition, target };
  const { store, env, offline, onProgress } = access;
  const theirs = await wheelAccess(inputs, { store, env, offline, onProgress });
  const packages = await buildLocked(locked, inputs, theirs);
  return (await ensureWheels({ packages, access: theirs })).wheels;
};
