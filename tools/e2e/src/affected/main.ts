import { parseArgs } from 'node:util';
import { formatMilliseconds, reporting } from '@layerkit/terminal';
import { describeAffected } from './describe-affected.ts';
import { publishAffected } from './publish-affected.ts';

// Measures how long CI takes for a commit that changes a few of many layers, and Nx’s own share of the time.

const { values } = parseArgs({
  options: { layers: { type: 'string', default: '50' }, changed: { type: 'string', default: '3' } },
});

const success = await reporting(async (say) => {
  const request = { layers: Number(values.layers), changed: Number(values.changed) };
  const began = performance.now();
  describeAffected(await publishAffected(request), request).forEach(say);
  console.error(`in all, with setup and cleanup: ${formatMilliseconds(performance.now() - began)}`);
});
process.exitCode = success ? 0 : 1;
