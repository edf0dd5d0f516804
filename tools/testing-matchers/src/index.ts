export { failureOf } from './failure-of.ts';
