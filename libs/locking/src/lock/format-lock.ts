import { formatTarget } from '@layerkit/platform-resolution';
import { digestOfLines } from './digest-of-lines.ts';
import type { Lock } from './lock.ts';

/** Raised whenever a lock made by one layerkit would mean something else to another. */
export const lockFormat = 1;

/** Behind a pin whose file is a source distribution; to pip and uv it is a comment. */
export const builtMark = ' # built from source';

/**
 * The lock as text: a requirements file with hashes (pip, "Hash-checking Mode"), from which pip and uv install
 * as it is. It has no addresses. Its header says what the lock is for and what it was made from, and carries a
 * digest of all other lines, so that an edit by hand shows.
 */
export const formatLock = (lock: Lock): string => {
  const before = [
    '# Made by layerkit; an edit by hand makes it invalid. Change the requirements and lock again.',
    `# format: ${String(lockFormat)}`,
    `# target: ${formatTarget(lock.target)}`,
    `# inputs: sha256:${lock.inputsDigest}`,
  ];
  const pins = lock.packages.map(
    ({ name, version, sha256, from }) =>
      `${name}==${version} --hash=sha256:${sha256}${from === 'sdist' ? builtMark : ''}`,
  );
  const digest = digestOfLines([...before, ...pins]);
  return [...before, `# digest: sha256:${digest}`, ...pins, ''].join('\n');
};
