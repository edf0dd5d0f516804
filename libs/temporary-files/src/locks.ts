export { holdLock } from './hold-lock.ts';
