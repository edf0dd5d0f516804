// Runtimes: the facts about each one
export { runtimes, type Runtime } from './runtimes/runtime.ts';
export type { ShippedPackage } from './runtimes/runtime-record.ts';
export { bytecodeMagic, glibcByRuntime, offeredPackages, runtimeFacts } from './runtimes/runtime-facts.ts';
export { runtimeWarning } from './runtimes/runtime-warning.ts';
export { standardLibraryModules } from './runtimes/standard-library.ts';

// Lambda: its quotas, and the folders of a layer
export { quotas } from './quotas.ts';
export {
  foreignFolders,
  importedFolders,
  layerFolders,
  packagesFolder,
  packagesFolderOf,
  sitePackagesFolder,
} from './layout.ts';

// Targets: a runtime with an architecture
export { architectures, type Architecture } from './targets/architecture.ts';
export {
  defaultTarget,
  formatTarget,
  parseArchitecture,
  parseRuntime,
  parseTarget,
  type Target,
} from './targets/target.ts';
export { extensionSuffixes } from './targets/extension-suffixes.ts';
export { runtimeLibraries, type RuntimeLibraries } from './targets/runtime-libraries.ts';
export { coveringUvPlatform, uvPlatform } from './targets/uv-platform.ts';

// Tags and wheels that a target accepts
export { compatibilityTags } from './tags/compatibility-tags.ts';
export { formatTag } from './tags/tag.ts';
export { acceptsWheel } from './wheel/accepts-wheel.ts';
export { chooseWheel, type RefusedWheel } from './wheel/choose-wheel.ts';
export { parseWheelFileName, type WheelFileName } from './wheel/wheel-file-name.ts';

// Requirements and versions
export { evaluateMarker } from './requirement/evaluate-marker.ts';
export { isNewerVersion } from './requirement/is-newer-version.ts';
export type { Marker, MarkerEnvironment } from './requirement/marker.ts';
export { markerEnvironment } from './requirement/marker-environment.ts';
export { parseRequirement, type Requirement } from './requirement/parse-requirement.ts';
export { isSpecifier, satisfies } from './requirement/satisfies.ts';
export { isVersion } from './wheel/pep440.ts';
export { normalizeProjectName } from './wheel/project-name.ts';
