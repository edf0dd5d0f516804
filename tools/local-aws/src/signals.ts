const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls back for each signal that asks the process to end, instead of letting it end.
 * @returns a function that removes the handlers
 */
export const onSignals = (receive: (signal: NodeJS.Signals) => void): (() => void) => {
  for (const signal of signals) process.on(signal, receive);
  return () => {
    for (const signal of signals) process.off(signal, receive);
  };
};
