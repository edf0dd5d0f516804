export { outputRootIn, projectRootIn } from './run/project-place.ts';
export { describeUncovered, uncoveredInputs } from './run/uncovered-inputs.ts';
export { runExecutor, type ExecutorRun } from './run/run-executor.ts';
