export { lockExpiry } from './lock-expiry.ts';
export { inOwnedFolder, makeOwnedFolder } from './owned-folder.ts';
export { ownedPath } from './owned-path.ts';
export { removeFolder } from './remove-folder.ts';
export { sweep } from './owner.ts';
export { replaceFile, writeAtomically } from './write-atomically.ts';
