export { buildWheelWithUv, type WheelBuild } from './uv/build-wheel.ts';
export { projectDefaultIndex } from './uv/default-index.ts';
export { storeRepository } from './uv/store-repository.ts';
export { findUv } from './uv/find-uv.ts';
