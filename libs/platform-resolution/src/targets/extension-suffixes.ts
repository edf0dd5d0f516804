import { recordOf } from '../runtimes/runtime.ts';
import { machineOf } from './machine.ts';
import type { Target } from './target.ts';

/**
 * What the target’s Python lets the file name of a compiled module end in, in the order it looks for them:
 * `importlib.machinery.EXTENSION_SUFFIXES` (PEP 3149; PEP 384 for abi3). A module under another suffix is not
 * found at all.
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
