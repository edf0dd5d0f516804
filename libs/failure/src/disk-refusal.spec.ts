import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDiskRefusal } from './disk-refusal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerkit-refusal-'));
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
};

it.each<[string, () => unknown, readonly [RegExp, RegExp]]>([
  [
    'a file is the folder’s parent',
    () => mkdir(join(folder, 'file/below'), { recursive: true }),
    [/file\/below can’t be written: a file lies where a folder/, /Move away/],
  ],
  [
    'a file is the folder',
    () => mkdir(join(folder, 'file'), { recursive: true }),
    [/file can’t be written: a file lies where/, /Move away/],
  ],
  [
    'a file is looked for below a file',
    () => rm(join(folder, 'file/below/x'), { force: true }),
    [/below\/x can’t be .*: a file lies/, /Move away/],
  ],
  [
    'a folder is the file',
    () => rename(join(folder, 'file'), join(folder, 'folder')),
    [/can’t be written: a folder lies where/, /Move away/],
  ],
  [
    'a folder is opened',
    () => writeFile(join(folder, 'folder'), ''),
    [/folder can’t be used: a folder lies where/, /Move away/],
  ],
  [
    'the disk is full',
    async () => {
      await using file = await open('/dev/full', 'w');
      await file.writeFile('x');
    },
    [/can’t be written: no space is left/, /Make room/],
  ],
  [
    'the disk is full, and it is noticed late',
    () => {
      const fd = openSync('/dev/full', 'w');
      try {
        writeSync(fd, 'x');
      } finally {
        closeSync(fd);
      }
    },
    [/can’t be written: no space is left/, /Make room/],
  ],
])(
  'what the system refuses is told with the path, why, and what to do: %s',
  async (_, work, [message, hint]) => {
    const thrown = await thrownBy(work);
    expect(asDiskRefusal(thrown)).toMatchObject({
      code: 'disk/refused',
      message: expect.stringMatching(message),
      problems: [expect.stringMatching(/^the system says: E[A-Z]+: /)],
      hint: expect.stringMatching(hint),
      cause: thrown,
    });
  },
);

it('anything else comes back as it is', async () => {
  const socket = () => new Promise((_, reject) => connect(join(folder, 'file/socket')).on('error', reject));
  const others = [
    await thrownBy(() => readFile(join(folder, 'missing'))),
    await thrownBy(socket),
    new TypeError('x is undefined'),
    'text',
  ];
  expect(others.map(asDiskRefusal)).toEqual(others);
  others.forEach((other) => expect(asDiskRefusal(other)).toBe(other));
});
