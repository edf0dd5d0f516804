/** Layers are made from wheels; what is built from source runs on this machine, so it has to be pure Python. */
export const noWheelHint =
  'Ask for a version that has one. A package of pure Python can be built from source: name it in “allowBuild” of layer.json. Else build the wheel for this target yourself and offer it on an index of your own (UV_INDEX) or in a folder (UV_FIND_LINKS), or do without the package.';
