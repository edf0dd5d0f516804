import type { Runtime } from '../runtime.ts';

/**
 * The number that a `.pyc` of the runtime’s Python begins with, as two bytes, the low one first: MAGIC_NUMBER of
 * CPython (Include/internal/pycore_magic_number.h). It is fixed from a version’s release on.
 */
export const bytecodeMagic = (runtime: Runtime): number => magic[runtime];

const magic: Readonly<Record<Runtime, number>> = {
  'python3.9': 3425,
  'python3.10': 3439,
  'python3.11': 3495,
  'python3.12': 3531,
  'python3.13': 3571,
  'python3.14': 3627,
};
