/** The hint for packages without a wheel. Builds from source run on the host, so only pure Python can be built. */
export const noWheelHint =
  'Require a version that has a wheel. If the package is pure Python, add it to “allowBuild” of layer.json to build it from source. Otherwise build a wheel for this target yourself and provide it on a private index (UV_INDEX) or in a folder (UV_FIND_LINKS), or remove the package.';
