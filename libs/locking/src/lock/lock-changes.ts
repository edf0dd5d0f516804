import type { LockedPackage } from './lock.ts';

export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** The differences between two locks. Each list is sorted by name. */
export interface LockChanges {
  readonly added: readonly PackageVersion[];
  readonly removed: readonly PackageVersion[];
  /** `from` equals `to` if another wheel of the same version was chosen. */
  readonly changed: readonly { readonly name: string; readonly from: string; readonly to: string }[];
}

/** Compares two locks of one target, package by package. */
export const lockChanges = (
  before: readonly LockedPackage[],
  after: readonly LockedPackage[],
): LockChanges => {
  const old = new Map(before.map((locked) => [locked.name, locked]));
  const names = new Set(after.map(({ name }) => name));
  return {
    added: after.filter(({ name }) => !old.has(name)).map(nameAndVersion),
    removed: before.filter(({ name }) => !names.has(name)).map(nameAndVersion),
    changed: after.flatMap(({ name, version, sha256 }) => {
      const was = old.get(name);
      if (was === undefined || (was.version === version && was.sha256 === sha256)) return [];
      return [{ name, from: was.version, to: version }];
    }),
  };
};

const nameAndVersion = ({ name, version }: LockedPackage): PackageVersion => ({ name, version });
