/** The names that someone who wrote this one may have meant, the nearest first, three at most. */
export const nearNames = async (written: string, names: Iterable<string>): Promise<readonly string[]> => {
  // Loaded where it is needed: who writes no wrong name does not wait for it.
  const { default: leven } = await import('leven');
  return [...names]
    .map((name) => ({ name, away: name.startsWith(written) ? 1 : leven(written, name) }))
    .filter(({ away, name }) => away <= Math.max(1, Math.min(written.length, name.length) / 3))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
};
