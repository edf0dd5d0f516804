export type { BuildExecutorOptions } from './executors/build/schema.d.ts';
export type { LockExecutorOptions } from './executors/lock/schema.d.ts';
export type { DeployExecutorOptions } from './executors/deploy/schema.d.ts';
export type { SmokeExecutorOptions } from './executors/smoke/schema.d.ts';
