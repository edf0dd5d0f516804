import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** Returns the normalized name of the distribution that a `Requires-Dist` line requires (PEP 508, PEP 503). */
export const requirementName = (requirement: string): string =>
  normalizeProjectName(/^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '');
