export type { AskToBuild } from './ask-to-build.ts';
export { checkLockIsFresh } from './check-lock-is-fresh.ts';
export { lockLayer, type LockRequest } from './lock-layer.ts';
export { findOutdated, type OutdatedTarget } from './outdated/find-outdated.ts';
export { strayLocks } from './stray-locks.ts';
