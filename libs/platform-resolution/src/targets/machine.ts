import type { Architecture } from './architecture.ts';

/** The processor's name as Python's platform tags have it. */
export const machineOf = (architecture: Architecture): 'x86_64' | 'aarch64' =>
  architecture === 'arm64' ? 'aarch64' : 'x86_64';
