import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDiskRefusal } from './disk-refusal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerkit-refusal-'));
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('missing/target', join(folder, 'dangling'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

it.each<[string, () => unknown, readonly [RegExp, RegExp]]>([
  [
    'the parent of the folder is a file',
    () => mkdir(join(folder, 'file/below'), { recursive: true }),
    [/file\/below can’t be written: a file exists where a folder/, /Move or rename/],
  ],
  [
    'the folder is a file',
    () => mkdir(join(folder, 'file'), { recursive: true }),
    [/file can’t be written: a file exists where/, /Move or rename/],
  ],
  [
    'the parent of the file is a file',
    () => rm(join(folder, 'file/below/x'), { force: true }),
    [/below\/x can’t be .*: a file exists/, /Move or rename/],
  ],
  [
    'the file is a folder',
    () => rename(join(folder, 'file'), join(folder, 'folder')),
    [/can’t be written: a folder exists where/, /Move or rename/],
  ],
  [
    'the opened file is a folder',
    () => writeFile(join(folder, 'folder'), ''),
    [/folder can’t be used: a folder exists where/, /Move or rename/],
  ],
  [
    'the disk is full',
    async () => {
      await using file = await open('/dev/full', 'w');
      await file.writeFile('x');
    },
    [/can’t be written: no space is left/, /Free up disk space/],
  ],
  [
    'the disk is full, and the file has no path',
    () => {
      const fd = openSync('/dev/full', 'w');
      try {
        writeSync(fd, 'x');
      } finally {
        closeSync(fd);
      }
    },
    [/can’t be written: no space is left/, /Free up disk space/],
  ],
  [
    'a link leads back to itself',
    () => mkdir(join(folder, 'loop/store'), { recursive: true }),
    [/loop\/store can’t be .*: too many links/, /Move or rename/],
  ],
  [
    'a read file is behind such a link',
    () => stat(join(folder, 'loop/file')),
    [/loop\/file can’t be used: too many/, /Move/],
  ],
  [
    'a name is too long',
    () => writeFile(join(folder, 'n'.repeat(300)), ''),
    [/n{300} can’t be used: the path or a name in it is too long/, /shorter path/],
  ],
  [
    'the folder is a link to a missing place',
    () => mkdir(join(folder, 'dangling'), { recursive: true }),
    [/dangling can’t be written: .*the target of a link does not exist/, /write access/],
  ],
  [
    'the folder for temporary files is missing',
    () => mkdtemp(join(folder, 'missing/layerkit-')),
    [/missing\/layerkit-.* can’t be written: .*its parent folder/, /TMPDIR/],
  ],
])(
  'a refusal of the system becomes an error with the path, the reason and a hint: %s',
  async (_, work, [message, hint]) => {
    const thrown = await thrownBy(work);
    expect(asDiskRefusal(thrown)).toMatchObject({
      code: 'disk/refused',
      message: expect.stringMatching(message),
      problems: [expect.stringMatching(/^the system’s error: E[A-Z]+: /)],
      hint: expect.stringMatching(hint),
      cause: thrown,
    });
  },
);

it('any other error is returned unchanged', async () => {
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
