/** Layers are made from wheels alone: a build would run on this machine, not on the target. */
export const noWheelHint =
  'Ask for a version that has one, build the wheel for this target yourself and offer it on an index of your own (UV_INDEX), or do without the package.';
