import { reporting } from '../../src/reporting.ts';

await reporting(async (say) => {
  await Promise.resolve();
  say('done');
});
