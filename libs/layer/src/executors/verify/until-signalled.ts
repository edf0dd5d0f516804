import { LayerkitError } from '@layerkit/failure';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that has something to put away: a signal that would end the process aborts it instead, and
 * whoever is impatient enough to send a second one changes nothing.
 * @throws whatever the work throws; on a signal it is handed a LayerkitError verify/interrupted as the reason
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
    message: `${name} came before the layer was proven; what was made on Lambda for it has been removed`,
    hint: 'Verify again.',
  });
