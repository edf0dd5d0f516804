import { recordOf } from '../runtimes/runtime.ts';
import { machineOf } from './machine.ts';
import type { Target } from './target.ts';

/**
 * Returns the suffixes of native modules in the target’s Python, in the order in which it looks for them:
 * `importlib.machinery.EXTENSION_SUFFIXES` (PEP 3149; PEP 384 for abi3). Python does not find a module with another
 * suffix.
 */
export const extensionSuffixes = (target: Target): readonly string[] => {
  const { version, stableAbiSuffixes } = recordOf(target.runtime);
  const machine = machineOf(target.architecture);
  return [
    `.cpython-${version.replace('.', '')}-${machine}-linux-gnu.so`,
    ...stableAbiSuffixes.map((suffix) => suffix.replace('MACHINE', machine)),
    '.so',
  ];
};
