import leven from 'leven';

/** The names that someone who wrote this one may have meant, the nearest first, three at most. */
export const nearNames = (written: string, names: Iterable<string>): readonly string[] => {
  const near = [...names]
    .map((name) => ({ name, away: distance(written, name) }))
    .filter(({ away, name }) => away <= Math.max(1, Math.min(written.length, name.length) / 3))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  // where two characters changed places there is little doubt
  const swapped = near.some(({ away }) => away > 0 && away < 1);
  return near.slice(0, swapped ? 2 : 3).map(({ name }) => name);
};

/** `; did you mean requirements or runtimes?`, or nothing where no name is near. */
export const didYouMean = (written: string, names: Iterable<string>): string => {
  const near = nearNames(written, names);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};

/** How many characters are others; two that changed places are less than one. */
const distance = (written: string, name: string): number => {
  const [one, other] = [fold(written), fold(name)];
  if (isPartOf(written, name)) return 1;
  return one !== other && sorted(one) === sorted(other) ? leven(one, other) / 4 : leven(one, other);
};

const sorted = (text: string): string => Array.from(text).sort().join('');

/** `memory` of `memoryMb`, `name` of `layerName`; of short words many things are the end. */
const isPartOf = (written: string, name: string): boolean =>
  written !== '' &&
  (fold(name).startsWith(fold(written)) || (written.length > 3 && fold(name).endsWith(fold(written))));

/** `memory_mb`, `memory-mb` and `memoryMb` are one name in three manners of writing. */
const fold = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
