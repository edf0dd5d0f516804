import { totalmem } from 'node:os';
import { quotas } from '@layerkit/platform-resolution';

/** Limits of imported code on this host. */
export interface ImportLimits {
  /** Resident memory of all its processes together. */
  readonly memoryMb: number;
  /** Size of its files in /tmp. */
  readonly tmpMb: number;
  /** Processes and threads together. */
  readonly processes: number;
  /** Open files of each process. */
  readonly openFiles: number;
}

/**
 * Returns Lambda’s own limits. A host with little memory grants less of it, so that its kernel does not have to end
 * other programs.
 */
export const lambdaLimits = (): ImportLimits => ({
  memoryMb: Math.min(quotas.memoryMb.max, Math.floor((totalmem() / 2 ** 20) * 0.75)),
  tmpMb: quotas.tmpMb,
  processes: quotas.processes,
  openFiles: quotas.openFiles,
});
