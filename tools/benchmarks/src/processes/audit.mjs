// The splicer and then the audit of what it wrote: node audit.mjs WHEELS.json OUTPUT TARGET
import { readFileSync } from 'node:fs';

const compiled = new URL('./node_modules/@layerkit/packaging/src/', import.meta.url);
const { planLayer } = await import(new URL('splice/plan-layer.js', compiled).href);
const { spliceLayer } = await import(new URL('splice/splice-layer.js', compiled).href);
const { auditLayer } = await import(new URL('audit/audit-layer.js', compiled).href);
const { parseTarget } = await import('@layerkit/platform-resolution');

const [wheelList = '', output = '', target = ''] = process.argv.slice(2);
const plan = await planLayer({ wheels: JSON.parse(readFileSync(wheelList, 'utf8')), prune: [] });
await spliceLayer(plan, output);
await auditLayer({ zipPath: output, target: parseTarget(target) });
