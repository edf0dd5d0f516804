// Brings a fresh clone to where everything runs, and does nothing when it already is there. Runs before `npm
// ci`, so it and what it imports use nothing but Node. The version is checked before anything newer loads.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `layerkit needs Node 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}

const { setUp } = await import('./src/set-up.mjs');
process.exitCode = await setUp();
