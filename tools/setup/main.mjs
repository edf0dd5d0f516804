// Sets up a fresh clone. Does nothing if everything is in place. Runs before `npm ci`, so this file and its
// imports use only Node's own modules. Node's version is checked before anything that needs a newer one is
// loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `layerkit needs Node 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}

const { setUp } = await import('./src/set-up.mjs');
process.exitCode = await setUp();
