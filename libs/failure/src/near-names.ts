import leven from 'leven';

/** The longest text that is taken for a mistyped name. Comparing takes time by the product of the lengths. */
const longest = 200;

/** Returns at most three known names that a mistyped name may mean, the nearest first. */
export const nearNames = (written: string, names: Iterable<string>): readonly string[] => {
  if (written.length > longest) return [];
  const near = [...names]
    .map((name) => ({ name, away: distance(written, name) }))
    .filter(({ away, name }) => away <= Math.max(1, Math.min(written.length, name.length) / 3))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  // Two swapped characters leave little doubt
  const swapped = near.some(({ away }) => away > 0 && away < 1);
  return near.slice(0, swapped ? 2 : 3).map(({ name }) => name);
};

/** Returns `; did you mean requirements or runtimes?`, or an empty string if no name is near. */
export const didYouMean = (written: string, names: Iterable<string>): string => {
  const near = nearNames(written, names);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};

/** The number of different characters. Two swapped characters count as less than one. */
const distance = (written: string, name: string): number => {
  const [one, other] = [fold(written), fold(name)];
  if (isPartOf(written, name)) return 1;
  return one !== other && sorted(one) === sorted(other) ? leven(one, other) / 4 : leven(one, other);
};

const sorted = (text: string): string => Array.from(text).sort().join('');

/** Whether a name begins or ends with the text: `memory` of `memoryMb`, `name` of `layerName`. Too many names end with a short text. */
const isPartOf = (written: string, name: string): boolean =>
  written !== '' &&
  (fold(name).startsWith(fold(written)) || (written.length > 3 && fold(name).endsWith(fold(written))));

/** Gives `memory_mb`, `memory-mb` and `memoryMb` the same spelling. */
const fold = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
