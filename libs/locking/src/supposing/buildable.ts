import type { VersionWithoutWheel } from './versions-without-wheel.ts';

/** Returns the packages that a build could make a wheel of, as far as the index tells. */
export const buildable = (missing: readonly VersionWithoutWheel[]): readonly string[] => [
  ...new Set(missing.filter(({ hasSdist, isCompiled }) => hasSdist && !isCompiled).map(({ name }) => name)),
];

/** Returns the line to paste into layer.json, with the packages that it names already. */
export const allowBuildLine = (names: readonly string[], allowed: ReadonlySet<string>): string =>
  `"allowBuild": [${[...new Set([...allowed, ...names])].map((name) => `"${name}"`).join(', ')}]`;
