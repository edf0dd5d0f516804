import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { parseSha256 } from '@layerkit/artifact/digest';
import { defaultSettings } from '../functions/settings.ts';
import type { FunctionEnvironment, InvocationOutcome } from '../runtime/function-environment.ts';
import { createEnvironmentPool } from './environment-pool.ts';
import type { ServedFunction } from './served-function.ts';

const uploaded = { sha256: parseSha256('0'.repeat(64)), size: 1, unpackedSize: 1 };
const served = (revisionId: string, name = 'f'): ServedFunction => ({
  name,
  scope: { account: '000000000000', region: 'us-east-1' },
  revision: {
    revisionId,
    lastModified: '',
    code: uploaded,
    layers: [],
    settings: defaultSettings(name, 'x86_64'),
  },
});
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const request = { payload: Buffer.from('{}'), requestId: 'r' };

/** Returns a promise and the function that fulfills it. */
const signal = (): readonly [given: Promise<void>, give: () => void] => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, give];
};

interface Seen {
  readonly number: number;
  readonly revisionId: string;
  closed: boolean;
  atWork: number;
}

/** Makes environments that run no Python and record how they are used. */
const environments = (
  options: {
    readonly work?: () => Promise<unknown>;
    readonly fails?: boolean;
    readonly atOnce?: number;
  } = {},
) => {
  const opened: Seen[] = [];
  const open = ({ revision }: ServedFunction): Promise<FunctionEnvironment> => {
    const seen: Seen = { number: opened.length, revisionId: revision.revisionId, closed: false, atWork: 0 };
    opened.push(seen);
    return Promise.resolve({
      isolation: 'none',
      limitations: [],
      invoke: async (): Promise<InvocationOutcome> => {
        if (seen.closed || seen.atWork > 0) throw new Error('misused');
        seen.atWork += 1;
        await (options.work ?? nextTurn)();
        seen.atWork -= 1;
        if (options.fails === true) throw new Error('broken');
        const payload = Buffer.from(String(seen.number));
        return { payload, log: '', durationMs: 0, billedMs: 0, maxMemoryMb: 0 };
      },
      close: () => {
        seen.closed = true;
        return Promise.resolve();
      },
    });
  };
  return { opened, pool: createEnvironmentPool(open, options.atOnce) };
};

it('consecutive invocations share an environment', async () => {
  const { opened, pool } = environments();
  for (let count = 0; count < 3; count += 1) await pool.invoke(served('1'), request);
  expect(opened).toHaveLength(1);
  await pool.close();
  expect(opened[0]?.closed).toBe(true);
});

it.each([
  [4, {}],
  [7, { atOnce: 7 }],
])('concurrent invocations get up to %d environments, and the others wait', async (most, options) => {
  const { opened, pool } = environments(options);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => pool.invoke(served('1'), request)));
  expect(outcomes).toHaveLength(10);
  expect(opened).toHaveLength(most);
  await pool.close();
});

it('functions don’t share environments', async () => {
  const { opened, pool } = environments();
  await pool.invoke(served('1'), request);
  await pool.invoke(served('1', 'g'), request);
  expect(opened).toHaveLength(2);
  await pool.close();
});

it('a new revision gets a new environment, and the old one is closed when the change takes effect', async () => {
  const { opened, pool } = environments();
  await pool.invoke(served('1'), request);
  pool.replaceAt(arn, Date.now() + 200, '2');
  await pool.invoke(served('1'), request);
  expect(opened).toHaveLength(1);
  while (opened[0]?.closed !== true) await sleep(5);
  await pool.invoke(served('2'), request);
  expect(opened.map(({ revisionId, closed }) => [revisionId, closed])).toEqual([
    ['1', true],
    ['2', false],
  ]);
  await pool.close();
});

it('an environment that is busy when its function is deleted is closed after the invocation', async () => {
  const [begun, begin] = signal();
  const [ended, end] = signal();
  const { opened, pool } = environments({
    work: () => {
      begin();
      return ended;
    },
  });
  const running = pool.invoke(served('1'), request);
  await begun;
  await pool.discard(arn);
  expect(opened[0]?.closed).toBe(false);
  end();
  await running;
  expect(opened[0]?.closed).toBe(true);
});

it('an environment of an old revision is closed if a new one needs its slot', async () => {
  const { opened, pool } = environments();
  await Promise.all(Array.from({ length: 4 }, () => pool.invoke(served('1'), request)));
  await pool.invoke(served('2'), request);
  expect(opened.filter(({ closed }) => closed)).toHaveLength(1);
  expect(opened.at(-1)).toMatchObject({ revisionId: '2', closed: false });
  await pool.close();
});

it('an environment that fails, or can’t be opened, is not reused and frees its slot', async () => {
  const { opened, pool } = environments({ fails: true });
  await expect(pool.invoke(served('1'), request)).rejects.toThrow('broken');
  await expect(pool.invoke(served('1'), request)).rejects.toThrow('broken');
  expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
  const unopenable = createEnvironmentPool(() => Promise.reject(new Error('no room')));
  for (let count = 0; count < 6; count += 1)
    await expect(unopenable.invoke(served('1'), request)).rejects.toThrow('no room');
});
