import { setTimeout as sleep } from 'node:timers/promises';
import { functionText } from '../support/function-text.ts';
import { invoke, openFunction } from '../support/test-function.ts';

it('a function has the resource limits of Lambda', async () => {
  const environment = await openFunction(
    'import resource\ndef handler(event, context): return {name: resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in event}',
  );
  const { response } = await invoke(environment, ['NOFILE', 'MEMLOCK', 'CORE', 'NPROC']);
  // recorded
  const [open, locked, core, processes] = [1024, 65_536, 10_737_418_240, 742];
  expect(response).toEqual({
    NOFILE: [open, open],
    MEMLOCK: [locked, locked],
    CORE: [core, core],
    NPROC: environment.isolation === 'relocated' ? expect.any(Array) : [processes, processes],
  });
});

it('a file that does not fit into /tmp fails, also together with earlier ones, and /tmp is kept', async () => {
  const environment = await openFunction(functionText('fills_tmp'), { ephemeralStorageMb: 16 });
  const full = environment.isolation === 'mount-namespace' ? 'No space left on device' : expect.any(String);
  expect((await invoke(environment, 10)).response).toEqual(['written', 10]);
  if (environment.isolation === 'mount-namespace')
    expect((await invoke(environment, 10)).response).toEqual([full, 10]);
  expect((await invoke(environment, 30)).response).toEqual([full, 10]);
});

it('threads and processes are frozen between invocations', async () => {
  const environment = await openFunction(functionText('beats'));
  const beatsAfter = async () => (await invoke(environment)).response as [number, number][];
  const first = await beatsAfter();
  await sleep(2000);
  const second = await beatsAfter();
  expect(first).toHaveLength(2);
  for (const [index, [atStart, atEnd]] of second.entries()) {
    // Each beats a hundred times per second
    expect(atStart - (first[index]?.[1] ?? 0)).toBeLessThan(60);
    expect(atEnd).toBeGreaterThan(atStart);
  }
});
