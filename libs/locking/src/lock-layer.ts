import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, runtimeWarning, type Target } from '@layerkit/platform-resolution';
import { replaceFile } from '@layerkit/temporary-files';
import { describePassedOver } from './supposing/describe-passed-over.ts';
import type { AskToBuild } from './ask-to-build.ts';
import { formatLock } from './lock/format-lock.ts';
import { inputsDigest } from './inputs-digest.ts';
import { layerRequirements, type LockableDefinition } from './layer-requirements.ts';
import { lockChanges, type LockChanges, type PackageVersion } from './lock/lock-changes.ts';
import { lockPath, type Lock } from './lock/lock.ts';
import { readLockIfAny } from './lock/read-lock.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { resolveLayer } from './resolve-layer.ts';

export interface LockRequest {
  readonly projectRoot: string;
  readonly definition: LockableDefinition;
  readonly target: Target;
  /** Whether to take the newest versions instead of keeping those of the lock. */
  readonly upgrade?: boolean;
  /** Versions that a first lock keeps if the requirements allow them. Ignored if there is a lock. */
  readonly preferences?: readonly PackageVersion[];
  /** The variables that name package indexes, credentials, proxies, and uv itself (LAYERKIT_UV). */
  readonly env?: NodeJS.ProcessEnv;
  /** Asks about packages that may be built in addition to those in `allowBuild`. The caller adds them to layer.json. */
  readonly ask?: AskToBuild | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface LockResult {
  readonly path: string;
  readonly lock: Lock;
  readonly changes: LockChanges;
  /** False if the file was already up to date. */
  readonly written: boolean;
  readonly warnings: readonly string[];
  /** Texts about newer versions that the requirements allow, but that have no wheel for the target. */
  readonly passedOver: readonly string[];
}

/**
 * Creates or updates the lock of a layer for one target: read → resolve → choose → write. Locked versions and wheels
 * stay while the requirements allow them, unless `upgrade` is set.
 * @throws LayerkitError lock/unknown-requirement, lock/no-wheel, lock/unsatisfiable, lock/invalid (the existing lock),
 * requirements/missing, requirements/invalid, definition/invalid, resolver/not-found,
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
  const locals = (resolution.requirements.locals ?? []).map(({ name, folder }) => ({ name, folder }));
  const isEmpty = packages.length + locals.length === 0;
  const nothing = isEmpty ? lockOfNothing(requirements, request) : undefined;
  const lock: Lock = {
    target,
    inputsDigest: inputsDigest(resolution.requirements, target),
    packages,
    ...(locals.length > 0 && { locals }),
  };
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
      ...(nothing === undefined ? [] : [nothing]),
    ],
    passedOver: resolution.passedOver.map((one) => describePassedOver(one, resolution.requirements)),
  };
};

/**
 * Returns the warning for a lock without packages. It is an error if the layer has no code of its own.
 * @throws LayerkitError requirements/invalid
 */
const lockOfNothing = ({ file }: Requirements, { definition, target }: LockRequest): string => {
  const message = `${file} requires nothing on ${formatTarget(target)}: its markers exclude every package`;
  if (definition.sources !== undefined) return message;
  throw new LayerkitError({
    code: 'requirements/invalid',
    message,
    hint: 'Correct the markers of the requirements, or remove the runtime or the architecture from layer.json.',
  });
};

/** Reads the lock. An invalid lock does not prevent an upgrade. */
const lockOrNothing = (path: string): Promise<Lock | undefined> => readLockIfAny(path).catch(() => undefined);

/** Compares the locks, not the bytes, because git may have changed the line ends. */
const writeLock = async (path: string, lock: Lock, before: Lock | undefined): Promise<boolean> => {
  const text = formatLock(lock);
  if (before !== undefined && formatLock(before) === text) return false;
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, text, { flush: true });
  return true;
};
