export { extensionSuffixes } from './targets/extension-suffixes.ts';
export { coveringUvPlatform, uvPlatform } from './targets/uv-platform.ts';
export { compatibilityTags } from './tags/compatibility-tags.ts';
export { formatTag } from './tags/tag.ts';
export { acceptsWheel } from './wheel/accepts-wheel.ts';
export { chooseWheel } from './wheel/choose-wheel.ts';
export { parseWheelFileName, type WheelFileName } from './wheel/wheel-file-name.ts';
