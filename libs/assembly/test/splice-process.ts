import { readFileSync } from 'node:fs';
import { planLayer, spliceLayer } from '../src/index.ts';
import type { Wheel } from '@layerkit/wheels';

/** Splices in a separate process. Its arguments are a JSON file with the wheels, the output path and a umask. */
const [wheelList = '', output = '', umask = '22'] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
const wheels = JSON.parse(readFileSync(wheelList, 'utf8')) as readonly Wheel[];
const facts = await spliceLayer(await planLayer({ wheels, prune: ['bytecode', 'tests'] }), output);
process.stdout.write(`${facts.sha256}\n`);
