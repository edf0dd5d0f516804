export { findExtras } from './extras/find-extras.ts';
