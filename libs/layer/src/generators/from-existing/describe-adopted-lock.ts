import { formatTarget } from '@layerkit/platform-resolution';
import { formatCount } from '@layerkit/terminal';
import type { Adoption } from '@layerkit/packaging';
import type { Lock, LockChanges } from '@layerkit/locking';

/** In what a lock differs from what was adopted, for a person. */
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
    ? [`${locked}, in the versions that there were`]
    : [`${locked}; other than before:`, ...differences];
};
