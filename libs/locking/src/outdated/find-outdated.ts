import type { Sha256 } from '@layerkit/artifact/digest';
import type { Result } from '@layerkit/artifact/results';
import type { Target } from '@layerkit/platform-resolution';
import { isNewerVersion } from '@layerkit/platform-resolution/requirements';
import { openStore, type WheelStore } from '@layerkit/wheels/store';
import { checkLockIsFresh } from '../check-lock-is-fresh.ts';
import { chooseWheels } from '../choose-wheels.ts';
import { digestChosen } from '../digest-chosen.ts';
import { resolveFitting } from '../fitting/resolve-fitting.ts';
import { layerRequirements, type LockableDefinition } from '../layer-requirements.ts';
import { lockChanges } from '../lock/lock-changes.ts';
import type { LockedPackage } from '../lock/lock.ts';
import { resolveLayer, type LayerResolution } from '../resolve-layer.ts';
import { describePassedOver } from '../supposing/describe-passed-over.ts';
import { wheelSizes } from './wheel-sizes.ts';

export interface OutdatedRequest {
  readonly projectRoot: string;
  readonly definition: LockableDefinition;
  readonly target: Target;
  readonly store?: WheelStore;
  /** The variables that name package indexes, credentials, proxies, and uv itself (LAYERKIT_UV). */
  readonly env?: NodeJS.ProcessEnv;
}

export type OutdatedTarget = Result<'outdated'>['targets'][number];

/**
 * Returns the pins of a lock that have newer versions for its target: the versions that an upgrade would take, and the
 * newest ones, with the sizes of the chosen wheels in bytes. Writes nothing.
 * @throws LayerkitError the errors of `lockLayer` with `upgrade`; lock/missing, lock/stale
 */
export const findOutdated = async (request: OutdatedRequest): Promise<OutdatedTarget> => {
  const { projectRoot, definition, target, env = process.env, store = openStore(request) } = request;
  const lock = await checkLockIsFresh(request);
  const requirements = await layerRequirements(projectRoot, definition);
  const upgraded = await resolveLayer({ projectRoot, requirements, target, keep: [], env });
  const byUrl = new Set(
    requirements.requirements.flatMap(({ name, at }) => (at === undefined ? [] : [name])),
  );
  const onIndexes = lock.packages.filter(({ name }) => !byUrl.has(name));
  const newest = await newestAlone(onIndexes, upgraded);
  const outdated = lock.packages.flatMap((locked) => {
    const allowed = newer(upgraded.packages, locked, locked);
    const beyond = newer(newest.packages, locked, allowed ?? locked);
    return allowed === undefined && beyond === undefined ? [] : [{ locked, allowed, beyond }];
  });
  const changes = lockChanges(lock.packages, upgraded.packages);
  const pins = [
    ...lock.packages.filter((pin) => !has(upgraded.packages, pin)),
    ...upgraded.packages.filter((pin) => !has(lock.packages, pin)),
    ...outdated.flatMap(({ locked, beyond }) => [locked, ...(beyond === undefined ? [] : [beyond])]),
  ];
  const wheels = pins.filter(({ from }) => from !== 'sdist');
  const sizes = await wheelSizes({ ...upgraded.asked, pins: wheels, store });
  const difference = differenceOf(lock.packages, upgraded.packages, sizes);
  return {
    target,
    packages: lock.packages.length,
    outdated: outdated.map(({ locked, allowed, beyond }) => ({
      name: locked.name,
      locked: offered(locked, sizes),
      allowed: allowed && offered(allowed, sizes),
      newest: beyond && offered(beyond, sizes),
    })),
    passedOver: upgraded.passedOver.map((one) => describePassedOver(one, requirements)),
    added: changes.added,
    removed: changes.removed,
    wheelBytesDifference: difference,
    warnings: [...upgraded.warnings, ...newest.warnings],
  };
};

/**
 * Returns the newest version of each package that runs on the target, regardless of the requirements and of other
 * packages. uv resolves all of them at once, without dependencies.
 */
const newestAlone = async (
  locked: readonly LockedPackage[],
  { asked }: LayerResolution,
): Promise<{ readonly packages: readonly LockedPackage[]; readonly warnings: readonly string[] }> => {
  const resolution = await resolveFitting({
    ...asked,
    requirements: locked.map(({ name }) => name),
    constraints: [],
    overrides: [],
    preferences: [],
    dependencies: false,
  });
  if (!('refusal' in resolution))
    return {
      packages: await digestChosen(chooseWheels(asked.target, resolution.packages, new Set()), {
        ...asked,
        keep: locked,
      }),
      warnings: [],
    };
  const why = resolution.refusal.words.slice(0, 1);
  return { packages: [], warnings: ['the newest versions beyond the requirements are unknown', ...why] };
};

/** Returns the package from the list if its version there is newer than the given one. */
const newer = (
  packages: readonly LockedPackage[],
  { name }: LockedPackage,
  { version }: LockedPackage,
): LockedPackage | undefined =>
  packages.find((found) => found.name === name && isNewerVersion(found.version, version));

const has = (packages: readonly LockedPackage[], { sha256 }: LockedPackage): boolean =>
  packages.some((pin) => pin.sha256 === sha256);

const offered = ({ version, sha256 }: LockedPackage, sizes: ReadonlyMap<Sha256, number>) => {
  const wheelBytes = sizes.get(sha256);
  return { version, wheelBytes };
};

/** Undefined if the size of an added or removed wheel is unknown. */
const differenceOf = (
  before: readonly LockedPackage[],
  after: readonly LockedPackage[],
  sizes: ReadonlyMap<Sha256, number>,
): number | undefined => {
  const sum = (pins: readonly LockedPackage[]): number =>
    pins.reduce((total, { sha256 }) => total + (sizes.get(sha256) ?? NaN), 0);
  const difference =
    sum(after.filter((pin) => !has(before, pin))) - sum(before.filter((pin) => !has(after, pin)));
  return Number.isNaN(difference) ? undefined : difference;
};
