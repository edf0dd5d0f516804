export { holdLock, lockExpiry } from './hold-lock.ts';
