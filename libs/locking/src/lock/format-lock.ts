import { formatTarget } from '@layerkit/platform-resolution';
import { digestOfLines } from './digest-of-lines.ts';
import type { Lock } from './lock.ts';

/** The version of the lock’s format. Raise it whenever locks get another meaning. */
export const lockFormat = 1;

/** The text after the pin of a source distribution. It is a comment for pip and uv. */
export const builtMark = ' # built from source';

/** The start of the line of a local package. It is a comment for pip and uv. */
export const localMark = '# local: ';

/**
 * Formats a lock as a requirements file with hashes (pip, "Hash-checking Mode"), which pip and uv can install from. It
 * contains no URLs. Its header names the target, the digest of the requirements, a digest of all other lines, which reveals
 * edits by hand, and the local packages.
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
  const locals = (lock.locals ?? []).map(({ name, folder }) => `${localMark}${name} ${folder}`);
  const digest = digestOfLines([...before, ...locals, ...pins]);
  return [...before, `# digest: sha256:${digest}`, ...locals, ...pins, ''].join('\n');
};
