import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnedFolder, ownedPath } from '../../src/index.ts';
import { holdLock } from '../../src/locks.ts';

// Makes a temporary folder and a file, then computes without end. With `lock` as second argument, it holds a lock and waits.

const [, , parent = '', what] = process.argv;
const folder = await makeOwnedFolder('busy', parent);
mkdirSync(join(folder, 'inside'));
writeFileSync(ownedPath(parent, 'file'), '');
if (what === 'lock') {
  await holdLock(parent);
  setInterval(() => undefined, 1000);
}
console.log('ready');
if (what !== 'lock') for (;;);
