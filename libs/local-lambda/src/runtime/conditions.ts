/** Lets code wait for a condition on state that other code changes. */
export interface Conditions {
  /** Resolves when the condition holds. */
  until(holds: () => boolean): Promise<void>;
  /** Checks the conditions again. Call it after each change. */
  readonly changed: () => void;
}

export const createConditions = (): Conditions => {
  const waiting = new Set<() => void>();
  return {
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    changed: () => waiting.forEach((check) => check()),
  };
};
