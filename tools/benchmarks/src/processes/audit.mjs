// The audit of a zip, without what else the package can do: node audit.mjs ZIP TARGET
const compiled = new URL('./node_modules/@layerkit/packaging/src/audit/', import.meta.url);
const { auditLayer } = await import(new URL('audit-layer.js', compiled).href);
const { parseTarget } = await import('@layerkit/platform-resolution');

const [zipPath = '', target = ''] = process.argv.slice(2);
await auditLayer({ zipPath, target: parseTarget(target) });
