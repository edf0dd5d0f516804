import { formatTarget } from '@layerkit/platform-resolution';
import { formatCount } from '@layerkit/terminal';
import type { Adoption } from '@layerkit/packaging';
import type { Lock, LockChanges } from '@layerkit/locking/lock';

/** Returns lines about the differences between a lock and the adopted versions. */
export const describeAdoptedLock = (
  { target, packages }: Lock,
  { added, removed, changed }: LockChanges,
  { pins }: Pick<Adoption, 'pins'>,
): readonly string[] => {
  const differences = [
    ...changed.map(({ name, from, to }) => `  ${name} ${from} → ${to}`),
    ...added.map(({ name, version }) => `  + ${name} ${version}`),
    ...removed.map(({ name, version }) => `  - ${name} ${version}`),
  ];
  const locked = `${formatTarget(target)}: ${formatCount(packages.length, 'package')} locked`;
  if (pins.length === 0) return [locked];
  return differences.length === 0
    ? [`${locked}, in the same versions as before`]
    : [`${locked}; changes:`, ...differences];
};
