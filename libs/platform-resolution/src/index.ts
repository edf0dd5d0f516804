export { architectures, runtimes, type Architecture, type Runtime, type Target } from './runtime.ts';
