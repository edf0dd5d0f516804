export { whyNotRunnable } from './host/why-not-runnable.ts';
export { findInterpreter, type FindInterpreterOptions } from './interpreter/find-interpreter.ts';
export type { Interpreter, InterpreterOrigin } from './interpreter/interpreter.ts';
export { unpackZip, type UnpackedZip } from './archive/unpack-zip.ts';
export {
  openEnvironment,
  type EnvironmentOptions,
  type ExecutionEnvironment,
  type SpawnOptions,
} from './environment/open-environment.ts';
export type { EnvironmentProcess, ProcessExit, Stdio } from './environment/start-process.ts';
export type { ProcessTreeMemory } from './environment/process-tree.ts';
export { isolationKinds, type EnvironmentPaths, type IsolationKind } from './isolation/isolation.ts';
export { compilePython } from './bytecode/compile-python.ts';
export type { PythonSource } from './bytecode/python-source.ts';
