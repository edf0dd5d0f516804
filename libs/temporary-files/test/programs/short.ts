import { inOwnedFolder } from '../../src/index.ts';

// Makes a temporary folder and ends.

await inOwnedFolder('short', () => Promise.resolve(), process.argv[2]);
console.log('done');
