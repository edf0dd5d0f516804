import type { Lock, LockResult } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';

/** What lock did, for a person: the file, each pin that changed, and where a newer version was no choice. */
export const describeLock = ({
  path,
  lock,
  changes,
  written,
  warnings,
  notes,
}: LockResult): readonly string[] => [
  ...warnings.map((warning) => `warning: ${warning}`),
  `${formatTarget(lock.target)}: ${lock.packages.length} packages ${written ? 'written to' : 'unchanged in'} ${path}`,
  ...changes.added.map(({ name, version }) => `  + ${name} ${version}`),
  ...changes.removed.map(({ name, version }) => `  - ${name} ${version}`),
  ...changes.changed.map(({ name, from, to }) => `  ${name} ${from} → ${to}`),
  ...notes.map((note) => `note: ${note}`),
];

/** That a lock has nothing to be renewed, for a person. */
export const describeCheck = ({ target, packages }: Lock): readonly string[] => [
  `${formatTarget(target)}: the lock of ${packages.length} packages is what the requirements ask for`,
];

/** Locks that nothing reads any more, for a person. */
export const describeStray = (paths: readonly string[]): readonly string[] =>
  paths.map((path) => `warning: ${path} is of no target of layer.json any more; delete it`);
