import { machineOf } from './machine.ts';
import type { Target } from './runtime.ts';
import { runtimeFacts } from './runtime-facts.ts';

/**
 * What the target’s Python lets the file name of a compiled module end in, in the order it looks for them:
 * `importlib.machinery.EXTENSION_SUFFIXES` (PEP 3149; PEP 384 for abi3). A module under another suffix is not
 * found at all.
 */
export const extensionSuffixes = (target: Target): readonly string[] => {
  const { pythonMinor } = runtimeFacts(target.runtime);
  return [
    `.cpython-3${String(pythonMinor)}-${machineOf(target.architecture)}-linux-gnu.so`,
    '.abi3.so',
    '.so',
  ];
};
