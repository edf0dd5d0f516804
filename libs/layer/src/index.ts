export type { BuildExecutorOptions } from './executors/build/schema.d.ts';
export type { ImportsExecutorOptions } from './executors/imports/schema.d.ts';
export type { InspectExecutorOptions } from './executors/inspect/schema.d.ts';
export type { LockExecutorOptions } from './executors/lock/schema.d.ts';
export type { OutdatedExecutorOptions } from './executors/outdated/schema.d.ts';
export type { PublishExecutorOptions } from './executors/publish/schema.d.ts';
export type { VerifyExecutorOptions } from './executors/verify/schema.d.ts';
export type { WhyExecutorOptions } from './executors/why/schema.d.ts';
