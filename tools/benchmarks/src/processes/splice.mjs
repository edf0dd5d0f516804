// The splicer alone, without what else the package can do: node splice.mjs WHEELS.json OUTPUT [PRUNE_RULE...]
import { readFileSync } from 'node:fs';

const compiled = new URL('./node_modules/@layerkit/packaging/src/splice/', import.meta.url);
const { planLayer } = await import(new URL('plan-layer.js', compiled).href);
const { spliceLayer } = await import(new URL('splice-layer.js', compiled).href);

const [wheelList = '', output = '', ...prune] = process.argv.slice(2);
const plan = await planLayer({ wheels: JSON.parse(readFileSync(wheelList, 'utf8')), prune });
await spliceLayer(plan, output);
