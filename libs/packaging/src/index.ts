export { lockPath, type Lock, type LockedPackage } from './lock/lock.ts';
export { readLock } from './lock/read-lock.ts';
export { formatLock } from './lock/format-lock.ts';
export { parseLock } from './lock/parse-lock.ts';
export { checkLockIsFresh, type LockCheck } from './lock/check-lock-is-fresh.ts';
export { lockLayer, type LockRequest, type LockResult } from './lock/lock-layer.ts';
export { type LockChanges, type PackageVersion } from './lock/lock-changes.ts';
