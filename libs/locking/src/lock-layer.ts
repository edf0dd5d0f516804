import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runtimeWarning, type Target } from '@layerkit/platform-resolution';
import writeFileAtomic from 'write-file-atomic';
import { describeExclusions } from './fitting/exclusion.ts';
import { formatLock } from './lock/format-lock.ts';
import { inputsDigest } from './inputs-digest.ts';
import { layerRequirements, type LockableDefinition } from './requirements/layer-requirements.ts';
import { lockChanges, type LockChanges, type PackageVersion } from './lock/lock-changes.ts';
import { lockPath, type Lock } from './lock/lock.ts';
import { readLockIfAny } from './lock/read-lock.ts';
import { resolveLayer } from './resolve-layer.ts';

export interface LockRequest {
  readonly projectRoot: string;
  readonly definition: LockableDefinition;
  readonly target: Target;
  /** Takes the newest of everything instead of keeping what the lock has. */
  readonly upgrade?: boolean;
  /** Versions that a first lock keeps where they fit; once there is a lock, that counts. */
  readonly preferences?: readonly PackageVersion[];
  /** Names the package indexes, their credentials, proxies, and uv itself (LAYERKIT_UV). */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

export interface LockResult {
  readonly path: string;
  readonly lock: Lock;
  readonly changes: LockChanges;
  /** False when the file was as it should be already. */
  readonly written: boolean;
  readonly warnings: readonly string[];
  /** Where older versions were taken, since the newer ones have no wheel for the target; one line a package. */
  readonly notes: readonly string[];
}

/**
 * Makes or renews the lock of a layer for one target: read → resolve → choose → write. Versions and wheels
 * that are locked already stay while they fit the requirements, unless `upgrade` is set.
 * @throws LayerkitError lock/unknown-requirement, lock/no-wheel, lock/unsatisfiable, lock/invalid (the lock that
 * is there), requirements/missing, requirements/invalid, definition/invalid, resolver/not-found,
 * resolver/failed, index/unreachable, index/refused, environment/interpreter-not-found (for a build)
 */
export const lockLayer = async (request: LockRequest): Promise<LockResult> => {
  const { projectRoot, definition, target, upgrade = false, env = process.env } = request;
  const path = lockPath(projectRoot, target);
  const requirements = await layerRequirements(projectRoot, definition);
  const before = upgrade ? await lockOrNothing(path) : await readLockIfAny(path);
  const keep = upgrade ? [] : (before?.packages ?? []);
  const preferences = upgrade ? [] : (before?.packages ?? request.preferences ?? []);
  const resolution = await resolveLayer({ ...request, requirements, keep, preferences, env });
  const { packages } = resolution;
  const lock: Lock = { target, inputsDigest: inputsDigest(requirements, target), packages };
  const warning = runtimeWarning(target.runtime, new Date());
  return {
    path,
    lock,
    changes: lockChanges(before?.packages ?? [], packages),
    written: await writeLock(path, lock, before),
    warnings: [
      ...(warning === undefined ? [] : [warning]),
      ...(requirements.notes ?? []),
      ...resolution.warnings,
    ],
    notes: describeExclusions(resolution.exclusions, packages),
  };
};

/** A lock that can't be read is no hindrance to making all of it anew. */
const lockOrNothing = (path: string): Promise<Lock | undefined> => readLockIfAny(path).catch(() => undefined);

/** Compared as locks: git may have given the file other line ends. */
const writeLock = async (path: string, lock: Lock, before: Lock | undefined): Promise<boolean> => {
  const text = formatLock(lock);
  if (before !== undefined && formatLock(before) === text) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, text);
  return true;
};
