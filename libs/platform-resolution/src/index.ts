export { architectures, runtimes, type Architecture, type Runtime, type Target } from './runtime.ts';
export { formatTarget, parseArchitecture, parseRuntime, parseTarget } from './target.ts';
export { retirementWarning, runtimeFacts, type Glibc, type RuntimeFacts } from './runtime-facts.ts';
export { uvPlatform } from './uv-platform.ts';
export { compatibilityTags } from './tags/compatibility-tags.ts';
export { formatTag, type Tag } from './tags/tag.ts';
export { normalizeProjectName } from './wheel/project-name.ts';
export { parseWheelFileName, type BuildTag, type WheelFileName } from './wheel/wheel-file-name.ts';
export { chooseWheel, type RefusedWheel, type WheelChoice } from './wheel/choose-wheel.ts';
