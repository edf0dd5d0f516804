import { allowBuildLine, buildable } from '../supposing/buildable.ts';
import type { VersionWithoutWheel } from '../supposing/versions-without-wheel.ts';

/**
 * Returns the hint for packages without a wheel. Builds from source run on the host, so only pure Python can be built.
 * @param allowed the packages that layer.json allows to build already
 */
export const noWheelHint = (
  missing: readonly VersionWithoutWheel[] = [],
  allowed: ReadonlySet<string> = new Set(),
): string => {
  const names = buildable(missing);
  const build = `If ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} pure Python, build from source: set ${allowBuildLine(names, allowed)} in layer.json. Otherwise, require`;
  return `${names.length === 0 ? 'Require' : build} a version that has a wheel, provide a wheel that you built for this target on a private index (UV_INDEX) or in a folder (UV_FIND_LINKS), or remove the package.`;
};
