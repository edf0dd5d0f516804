import type { Target } from '@layerkit/platform-resolution';
import { evaluateMarker, markerEnvironment } from '@layerkit/platform-resolution/requirements';
import { type LockChanges, type PackageVersion, sameVersion } from '@layerkit/locking/lock';
import type { Adoption } from './adoption.ts';

/** Returns the versions that were in use on a target. Its first lock prefers them. */
export const preferencesFor = (
  { pins }: Pick<Adoption, 'pins'>,
  target: Target,
): readonly PackageVersion[] => {
  const environment = markerEnvironment(target);
  return pins
    .filter(({ marker }) => marker === undefined || evaluateMarker(marker, environment, ''))
    .map(({ name, version }) => ({ name, version }));
};

/** The part of a lock that is compared. */
export interface LockedVersions {
  readonly target: Target;
  readonly packages: readonly PackageVersion[];
}

/**
 * Compares the versions of a lock with the adopted ones. Reports no added packages if the adoption is incomplete.
 */
export const versionsChanged = (
  adoption: Pick<Adoption, 'pins' | 'isComplete'>,
  { target, packages }: LockedVersions,
): LockChanges => {
  const before = new Map(preferencesFor(adoption, target).map(({ name, version }) => [name, version]));
  const after = new Map(packages.map(({ name, version }) => [name, version]));
  const plain = ([name, version]: readonly [string, string]): PackageVersion => ({ name, version });
  return {
    added: adoption.isComplete ? [...after].filter(([name]) => !before.has(name)).map(plain) : [],
    removed: [...before].filter(([name]) => !after.has(name)).map(plain),
    changed: [...before].flatMap(([name, from]) => {
      const to = after.get(name);
      return to === undefined || sameVersion(from, to) ? [] : [{ name, from, to }];
    }),
  };
};
