export { type HttpClient, openHttpClient } from './package-index/http-client.ts';
export { type FetchFailure, refusedHint, unreachableHint } from './package-index/index-failure.ts';
export { displayUrl, indexLocations } from './package-index/index-location.ts';
export { type LocatedWheel, locateWheel } from './package-index/locate-wheel.ts';
export { authorization, openPackageIndex, type PackageIndex } from './package-index/package-index.ts';
export { withCertificates } from './settings/certificate-bundle.ts';
export { isOffline } from './settings/is-offline.ts';
export { packagePlaces } from './settings/package-places.ts';
export type { IndexFile } from './package-index/simple-page.ts';
