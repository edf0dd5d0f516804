import type { Target } from '@layerkit/platform-resolution';
import { evaluateMarker, markerEnvironment, parseMarker } from '@layerkit/platform-resolution/requirements';
import type { LocalPackage } from './local-package.ts';

/** Returns the local packages that a target needs, each once, sorted by name. */
export const localsOn = (locals: readonly LocalPackage[], target: Target): readonly LocalPackage[] => {
  const environment = markerEnvironment(target);
  const holds = ({ marker }: LocalPackage): boolean => {
    const parsed = marker === undefined ? undefined : parseMarker(marker);
    // An unreadable marker excludes nothing
    return parsed === undefined || evaluateMarker(parsed, environment);
  };
  const needed = new Map(locals.filter(holds).map((one) => [one.name, { ...one, marker: undefined }]));
  return [...needed.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};
