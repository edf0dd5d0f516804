export { findExtras, type Extra } from './extras/find-extras.ts';
