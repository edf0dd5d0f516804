import type { Runtime } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';

/** Returns the path of a module’s bytecode for the runtime’s CPython (PEP 3147), relative to the same folder. */
export const bytecodeName = (source: string, runtime: Runtime): string => {
  const at = source.lastIndexOf('/') + 1;
  const module = source.slice(at).replace(/\.py$/, '');
  const tag = `cpython-${runtimeFacts(runtime).pythonVersion.replace('.', '')}`;
  return `${source.slice(0, at)}__pycache__/${module}.${tag}.pyc`;
};
