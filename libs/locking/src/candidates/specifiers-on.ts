import type { Target } from '@layerkit/platform-resolution';
import {
  evaluateMarker,
  markerEnvironment,
  parseRequirement,
} from '@layerkit/platform-resolution/requirements';

/**
 * Returns the versions that requirements and constraints allow of each package on a target: `>=1.0,<2`, or empty for any.
 * It does not know what other packages require.
 */
export const specifiersOn = (
  names: readonly string[],
  lines: readonly string[],
  target: Target,
): ReadonlyMap<string, string> => {
  const environment = markerEnvironment(target);
  const stated = lines
    .flatMap((line) => parseRequirement(line) ?? [])
    .filter(
      ({ marker, specifiers }) =>
        specifiers !== '' && (marker === undefined || evaluateMarker(marker, environment)),
    );
  return new Map(
    names.map((name) => [
      name,
      stated
        .filter((one) => one.name === name)
        .map(({ specifiers }) => specifiers)
        .join(','),
    ]),
  );
};
