import type { Architecture } from './architecture.ts';

/** The processor's name in Python's platform tags. */
export const machineOf = (architecture: Architecture): 'x86_64' | 'aarch64' =>
  architecture === 'arm64' ? 'aarch64' : 'x86_64';
