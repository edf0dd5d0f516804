export { outputRootIn, projectRootIn } from './run/project-place.ts';
export { runExecutor, type ExecutorRun } from './run/run-executor.ts';
