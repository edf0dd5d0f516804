export { whyNotRunnable } from './host/why-not-runnable.ts';
export { findInterpreter } from './interpreter/find-interpreter.ts';
export type { Interpreter } from './interpreter/interpreter.ts';
export { unpackZip } from './unpacking/unpack-zip.ts';
export { openEnvironment, type ExecutionEnvironment } from './environment/open-environment.ts';
export type { EnvironmentProcess, ProcessExit } from './process/start-process.ts';
export { compilePython } from './bytecode/compile-python.ts';
export type { PythonSource } from './bytecode/python-source.ts';
