export type { ShippedPackage } from './runtimes/runtime-record.ts';
export {
  bytecodeMagic,
  glibcByRuntime,
  hasSnapStart,
  offeredPackages,
  runtimeFacts,
} from './runtimes/runtime-facts.ts';
export { reservedVariables } from './runtimes/reserved-variables.ts';
export { runtimePrograms } from './runtimes/runtime-programs.ts';
export { standardLibraryModules } from './runtimes/standard-library.ts';
export { runtimeLibraries, type RuntimeLibraries } from './targets/runtime-libraries.ts';
export { lacksCommand, lacksInterpreter } from './runtimes/interpreters.ts';
