import { runtimeFacts, type Runtime } from '@layerkit/platform-resolution';

/** Where CPython of the runtime’s version looks for a source’s compiled form (PEP 3147): both below the layer’s root. */
export const bytecodeName = (source: string, runtime: Runtime): string => {
  const at = source.lastIndexOf('/') + 1;
  const module = source.slice(at).replace(/\.py$/, '');
  const tag = `cpython-${runtimeFacts(runtime).pythonVersion.replace('.', '')}`;
  return `${source.slice(0, at)}__pycache__/${module}.${tag}.pyc`;
};
