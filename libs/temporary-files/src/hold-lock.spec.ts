import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@layerkit/testing-files';
import { holdLock } from './hold-lock.ts';

const directory = temporaryDirectory();
const handlers = () => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name));

it('signals have handlers only while a lock is held', async () => {
  const before = handlers();
  const paths = ['a', 'b'].map((name) => join(directory, name));
  for (const path of paths) mkdirSync(path);
  const [first, second] = await Promise.all(paths.map((path) => holdLock(path)));
  const one = before.map((count) => count + 1);
  expect(handlers()).toEqual(one);
  await expect(holdLock(join(directory, 'a'))).rejects.toMatchObject({ code: 'ELOCKED' });
  await first?.();
  expect(handlers()).toEqual(one);
  await second?.();
  expect(handlers()).toEqual(before);
});
