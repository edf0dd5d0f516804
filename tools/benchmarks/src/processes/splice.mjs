// The splicer alone: node splice.mjs WHEELS.json OUTPUT [PRUNE_RULE...]
import { readFileSync } from 'node:fs';
import { planLayer, spliceLayer } from '@layerkit/packaging';

const [wheelList = '', output = '', ...rules] = process.argv.slice(2);
const prune = /** @type {('bytecode' | 'tests')[]} */ (rules);
const plan = await planLayer({ wheels: JSON.parse(readFileSync(wheelList, 'utf8')), prune });
await spliceLayer(plan, output);
