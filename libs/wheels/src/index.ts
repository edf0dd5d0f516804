export { checkDigests, type ListedWheel } from './wheel/check-digests.ts';
export { type PlacedFile, readWheel } from './wheel/read-wheel.ts';
export type { Wheel, WheelPin } from './wheel/wheel.ts';
