export { checkContents } from './store/check-contents.ts';
export { ensureWheels, type WheelAccess } from './store/ensure-wheels.ts';
export type { FetchProgress } from './store/fetch-progress.ts';
export { storeDirectory } from './store/store-directory.ts';
export { storeUnlisted } from './store/store-unlisted.ts';
export type { WheelNotes } from './store/wheel-notes.ts';
export { openStore, type WheelStore } from './store/wheel-store.ts';
export { withWheels } from './store/with-wheels.ts';
