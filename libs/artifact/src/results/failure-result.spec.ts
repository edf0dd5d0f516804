import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { failureResultSchema, recordingFailure } from './failure-result.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'layerkit-failure-result-'));
});
afterEach(() => rm(home, { recursive: true }));

const lock = () =>
  ({ outputRoot: join(home, 'dist'), executor: '@layerkit/layer:lock', result: 'lock' }) as const;
const inDist = () => readdir(join(home, 'dist')).catch(() => []);

const fail = async (error: unknown): Promise<unknown> => {
  await expect(recordingFailure(lock(), () => Promise.reject(error as Error))).rejects.toBe(error);
  return failureResultSchema.parse(JSON.parse(await readFile(join(home, 'dist/lock.failure.json'), 'utf8')));
};

it('a failure file has the printed error without credentials, until the next run', async () => {
  const url = 'https://me:secret@host.example/simple';
  const error = new LayerkitError({ code: 'index/refused', message: url, problems: [url], hint: url });
  const shown = 'https://***@host.example/simple';
  expect(await fail(error)).toEqual({
    schema: 'layerkit/failure/1',
    executor: '@layerkit/layer:lock',
    code: 'index/refused',
    message: shown,
    problems: [shown],
    hint: shown,
  });
  await recordingFailure(lock(), () => Promise.resolve());
  expect(await inDist()).toEqual([]);
});

it('a failure file marks a bug as unexpected', async () => {
  expect(await fail(new TypeError('x is undefined'))).toMatchObject({
    code: 'unexpected',
    message: 'x is undefined',
  });
});

it('a failed run deletes the result of an earlier run, but keeps its own', async () => {
  await fail(new Error('first'));
  const path = join(home, 'dist/lock.json');
  await writeFile(path, '{}');
  await fail(new Error('second'));
  expect(await inDist()).toEqual(['lock.failure.json']);
  const run = recordingFailure(lock(), async () => {
    await writeFile(path, '{}');
    throw new Error('third');
  });
  await expect(run).rejects.toThrow('third');
  expect((await inDist()).toSorted()).toEqual(['lock.failure.json', 'lock.json']);
});

it('recordingFailure throws the first error if the disk refuses the failure file', async () => {
  await writeFile(join(home, 'dist'), '');
  const refused = recordingFailure(lock(), () => Promise.resolve());
  await expect(refused).rejects.toMatchObject({ code: 'ENOTDIR' });
  const first = new Error('first');
  await rm(join(home, 'dist'));
  const later = recordingFailure(lock(), async () => {
    await writeFile(join(home, 'dist'), '');
    throw first;
  });
  await expect(later).rejects.toBe(first);
});

it('a failure file has an error of the disk as disk/refused', async () => {
  await writeFile(join(home, 'file'), '');
  const error = await mkdir(join(home, 'file/below')).catch((thrown: unknown) => thrown);
  expect(await fail(error)).toMatchObject({
    code: 'disk/refused',
    message: expect.stringContaining(join(home, 'file/below')),
  });
});
