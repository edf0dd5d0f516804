import { runRounds } from '../src/kill-rounds/run-rounds.ts';

/** Another one each time. `npx nx run e2e:kill-rounds --rounds 20 --seed S` repeats a run. */
const seed = Date.now() % 0x7fffffff;

it('after processes that were killed while something went wrong, the next run is as if nothing had happened', async () => {
  const { problems } = await runRounds({ rounds: 20, seed });
  expect({ seed, problems }).toEqual({ seed, problems: [] });
}, 600_000);
