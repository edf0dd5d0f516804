export { type HttpClient, openHttpClient } from './package-index/http-client.ts';
export { type FetchFailure, refusedHint, unreachableHint } from './package-index/index-failure.ts';
export { displayUrl } from './package-index/index-location.ts';
export { type LocatedWheel, locateWheel } from './package-index/locate-wheel.ts';
export { type OpenedPlaces, openPlaces } from './package-index/open-places.ts';
export { authorization } from './package-index/package-index.ts';
export { withCertificates } from './settings/certificate-bundle.ts';
export { isOffline } from './settings/is-offline.ts';
export { environmentWithPlaces, indexText } from './settings/environment-with-places.ts';
export { expandVariables } from './settings/expand-variables.ts';
export { packagePlaces } from './settings/package-places.ts';
export { readPipConfiguration } from './settings/pip-configuration.ts';
export {
  type AssignedIndex,
  noPlaces,
  type PackagePlace,
  type SourceIndex,
  type SourcePlaces,
} from './settings/source-places.ts';
export type { IndexFile } from './package-index/simple-page.ts';
