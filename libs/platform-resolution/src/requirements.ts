export { evaluateMarker } from './requirement/evaluate-marker.ts';
export { markerEnvironment } from './requirement/marker-environment.ts';
export type { Marker, MarkerEnvironment } from './requirement/marker.ts';
export { parseRequirement, type Requirement } from './requirement/parse-requirement.ts';
export { isSpecifier, satisfies } from './requirement/satisfies.ts';
export { standardLibraryModules } from './python/standard-library.ts';
