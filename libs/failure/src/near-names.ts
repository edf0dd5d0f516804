import leven from 'leven';

/** The names that someone who wrote this one may have meant, the nearest first, three at most. */
export const nearNames = (written: string, names: Iterable<string>): readonly string[] =>
  [...names]
    .map((name) => ({ name, away: isPartOf(written, name) ? 1 : leven(fold(written), fold(name)) }))
    .filter(({ away, name }) => away <= Math.max(1, Math.min(written.length, name.length) / 3))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);

/** `; did you mean requirements or runtimes?`, or nothing where no name is near. */
export const didYouMean = (written: string, names: Iterable<string>): string => {
  const near = nearNames(written, names);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
};

/** `memory` of `memoryMb`, `name` of `layerName`; of short words many things are the end. */
const isPartOf = (written: string, name: string): boolean =>
  written !== '' &&
  (fold(name).startsWith(fold(written)) || (written.length > 3 && fold(name).endsWith(fold(written))));

/** `memory_mb`, `memory-mb` and `memoryMb` are one name in three manners of writing. */
const fold = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
