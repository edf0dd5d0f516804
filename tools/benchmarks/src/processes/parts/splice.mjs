// Splices wheels and loads nothing else of the library: node splice.mjs WHEELS.json OUTPUT [PRUNE_RULE...]
import { readFileSync } from 'node:fs';
import { planLayer } from '../../../../../libs/assembly/src/splice/plan-layer.ts';
import { spliceLayer } from '../../../../../libs/assembly/src/splice/splice-layer.ts';

const [wheelList = '', output = '', ...prune] = process.argv.slice(2);
const rules = /** @type {import('@layerkit/artifact/prune-rules').PruneRuleName[]} */ (prune);
const plan = await planLayer({ wheels: JSON.parse(readFileSync(wheelList, 'utf8')), prune: rules });
await spliceLayer(plan, output);
