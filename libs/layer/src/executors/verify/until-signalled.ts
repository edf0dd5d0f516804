import { LayerkitError } from '@layerkit/failure';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that has to clean up after itself. A signal that would end the process aborts the work instead. A
 * second signal has no effect.
 * @param cleanedUp what the work has done when it is interrupted
 * @throws what the work throws; after a signal, its abort reason is a LayerkitError verify/interrupted
 */
export const untilSignalled = async <T>(
  cleanedUp: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals) => controller.abort(interrupted(name, cleanedUp));
  for (const name of signals) process.on(name, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, abort);
  }
};

const interrupted = (name: string, cleanedUp: string): LayerkitError =>
  new LayerkitError({
    code: 'verify/interrupted',
    message: `${name} interrupted verify; ${cleanedUp}`,
    hint: 'Run verify again.',
  });
