export { evaluateMarker } from './requirement/evaluate-marker.ts';
export { mayProvide } from './requirement/may-provide.ts';
export { isNewerVersion } from './requirement/is-newer-version.ts';
export type { Marker, MarkerEnvironment } from './requirement/marker.ts';
export { markerEnvironment } from './requirement/marker-environment.ts';
export { parseRequirement, type Requirement } from './requirement/parse-requirement.ts';
export { isSpecifier, satisfies } from './requirement/satisfies.ts';
export { isVersion } from './wheel/pep440.ts';
export { normalizeProjectName } from './wheel/project-name.ts';
