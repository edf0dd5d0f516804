export { sameVersion } from './candidates/same-version.ts';
export { inputsDigest } from './inputs-digest.ts';
export { formatLock } from './lock/format-lock.ts';
export { type LockChanges, lockChanges, type PackageVersion } from './lock/lock-changes.ts';
export { type Lock, type LockedPackage, lockPath } from './lock/lock.ts';
export { readLock } from './lock/read-lock.ts';
