import { LayerkitError } from '@layerkit/failure';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that has to clean up after itself. A signal that would end the process aborts the work instead. A
 * second signal has no effect.
 * @throws what the work throws; after a signal, its abort reason is a LayerkitError verify/interrupted
 */
export const untilSignalled = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals) => controller.abort(interrupted(name));
  for (const name of signals) process.on(name, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, abort);
  }
};

const interrupted = (name: string): LayerkitError =>
  new LayerkitError({
    code: 'verify/interrupted',
    message: `${name} interrupted verify; the temporary layer version and probe function have been deleted`,
    hint: 'Run verify again.',
  });
