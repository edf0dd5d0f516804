import { isSpecifier } from '@layerkit/platform-resolution/requirements';

/**
 * Parses a version constraint of Poetry (Poetry, "Dependency specification") and returns the lists of specifiers
 * (PEP 440). One of the lists must hold. Empty if any version is allowed. Undefined if the text is not a constraint.
 */
export const parseVersions = (text: string): readonly string[] | undefined => {
  if (text.length > mostLength) return undefined;
  const lists = text.split(/\|\|?/).map(listOf);
  if (lists.some((list) => list === undefined || !isSpecifier(list))) return undefined;
  return lists.includes('') ? [] : lists.flatMap((list) => list ?? []);
};

/** Far more than real constraints have. */
const mostLength = 4096;

/** An operator and a version: `^1.2`. */
const clause = /^(\^|~=|~|===|[=!<>]=|[<>=])?([^~^=!<>]+)$/;

const listOf = (text: string): string | undefined => {
  const clauses = text
    .replaceAll(/([~^=!<>])\s+/g, '$1')
    .split(/[\s,]/)
    .filter((part) => part !== '')
    .map((part) => clause.exec(part));
  if (clauses.includes(null)) return undefined;
  return clauses.flatMap((found) => specifiersOf(found?.[1] ?? '', found?.[2] ?? '')).join(',');
};

const specifiersOf = (operator: string, version: string): readonly string[] => {
  if (version === '*') return [];
  if (operator === '^') return [`>=${version}`, `<${caretLimit(version)}`];
  if (operator === '~') return [`>=${version}`, `<${tildeLimit(version)}`];
  return [`${operator === '' || operator === '=' ? '==' : operator}${version}`];
};

const releaseOf = (version: string): readonly number[] =>
  (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '').split('.').map(Number);

/** `^1.2` allows everything below 2, `^0.2` below 0.3, `^0.0.3` below 0.0.4: the first number that is not 0 stays. */
const caretLimit = (version: string): string => {
  const release = releaseOf(version);
  const first = release.findIndex((number) => number > 0);
  return next(release, first < 0 ? release.length - 1 : first);
};

/** `~1.2` and `~1.2.3` allow everything below 1.3, and `~1` below 2. */
const tildeLimit = (version: string): string => {
  const release = releaseOf(version);
  return next(release, Math.min(1, release.length - 1));
};

const next = (release: readonly number[], at: number): string =>
  [...release.slice(0, at), (release[at] ?? 0) + 1].join('.');
