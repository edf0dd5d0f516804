import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readlinkSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeZip, temporaryDirectory, type ZipEntry } from '@layerkit/testing-files';
import { unpackZip } from './unpack-zip.ts';

const directory = temporaryDirectory();
let count = 0;

const unpack = async (entries: readonly ZipEntry[]) => {
  count += 1;
  const zip = join(directory, `${count}.zip`);
  makeZip(zip, entries);
  const to = join(directory, String(count));
  return { to, zip, result: await unpackZip(zip, to) };
};

const refusal = async (entries: readonly ZipEntry[]): Promise<unknown> =>
  unpack(entries).catch((error: unknown) => error);

const mode = (path: string): string => (lstatSync(path).mode & 0o7777).toString(8);

describe('unpackZip', () => {
  it('unpacks to the same tree as unzip, and counts entries and bytes', async () => {
    const { to, zip, result } = await unpack([
      { name: 'python/', mode: 0o040755 },
      { name: 'python/a.py', content: 'A = 1\n', mode: 0o100644 },
      { name: 'python/deep/er/b.bin', content: 'x'.repeat(100_000), mode: 0o100755, stored: true },
      { name: 'empty/', mode: 0o040755 },
      { name: 'ümläut.txt', content: 'ü', mode: 0o100644 },
    ]);
    const oracle = `${to}-unzip`;
    execFileSync('unzip', ['-q', zip, '-d', oracle], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    execFileSync('diff', ['-r', oracle, to]);
    expect(result).toEqual({ entries: 5, unpackedBytes: 6 + 100_000 + 2 });
  });

  it('takes permissions from the zip, not from the umask, and drops set-id bits', async () => {
    const before = process.umask(0o077);
    const { to } = await unpack([
      { name: 'd/plain', mode: 0o100644 },
      { name: 'd/program', mode: 0o104755 },
      { name: 'd/private', mode: 0o100600 },
      { name: 'd/none' },
    ]).finally(() => process.umask(before));
    expect(
      ['', 'd', 'd/plain', 'd/program', 'd/private', 'd/none'].map((path) => mode(join(to, path))),
    ).toEqual(['755', '755', '644', '755', '600', '644']);
  });

  it('keeps symbolic links that stay in the zip or point below /opt', async () => {
    const { to } = await unpack([
      { name: 'lib/real.so.1', content: 'elf', mode: 0o100755 },
      { name: 'lib/real.so', content: 'real.so.1', mode: 0o120777 },
      { name: 'up', content: 'lib/../lib/real.so', mode: 0o120777 },
      { name: 'absolute', content: '/opt/lib/real.so', mode: 0o120777 },
    ]);
    expect(readFileSync(join(to, 'lib/real.so'), 'utf8')).toBe('elf');
    expect(readlinkSync(join(to, 'absolute'))).toBe('/opt/lib/real.so');
  });

  it.each(['../out', '../../etc/passwd', '/etc/passwd', '/opt/../etc/passwd', '', 'a/../../out'])(
    'refuses a symbolic link to %j',
    async (target) => {
      const error = await refusal([{ name: 'link', content: target, mode: 0o120777 }]);
      expect(error).toMatchObject({ code: 'archive/invalid' });
      expect(String(error)).toContain('"link" is a link to');
    },
  );

  it('writes nothing through a link that precedes a file below it', async () => {
    const outside = join(directory, 'outside');
    const error = await refusal([
      { name: 'dir', content: '/opt/dir', mode: 0o120777 },
      { name: 'dir/file', content: 'escaped', mode: 0o100644 },
    ]);
    expect(error).toMatchObject({ code: 'archive/invalid' });
    expect(existsSync(outside)).toBe(false);
    expect(existsSync('/opt/dir/file')).toBe(false);
  });

  it.each(['../escape', 'a/../../escape', '/absolute', 'back\\slash'])(
    'refuses the name %j',
    async (name) => {
      expect(await refusal([{ name, content: 'x', mode: 0o100644 }])).toMatchObject({
        code: 'archive/invalid',
      });
    },
  );

  it('names a device that it refuses', async () => {
    expect(await refusal([{ name: 'dev/null', mode: 0o020666 }])).toMatchObject({
      code: 'archive/invalid',
      problems: ['"dev/null" is not a file, folder or symbolic link'],
    });
  });

  it('refuses a truncated zip and a file that is not a zip', async () => {
    const { zip } = await unpack([{ name: 'a', content: 'a'.repeat(1000), mode: 0o100644, stored: true }]);
    const whole = readFileSync(zip);
    for (const bytes of [whole.subarray(0, whole.length - 10), Buffer.from('no zip'), Buffer.alloc(0)]) {
      const broken = join(directory, 'broken.zip');
      writeFileSync(broken, bytes);
      await expect(unpackZip(broken, join(directory, 'broken'))).rejects.toThrowWithCode('archive/invalid');
    }
  });

  it('refuses damaged data behind intact headers', async () => {
    const { zip } = await unpack([{ name: 'a', content: 'a'.repeat(1000), mode: 0o100644, stored: true }]);
    const bytes = readFileSync(zip);
    bytes.writeUInt8(0x62, 200);
    writeFileSync(zip, bytes);
    await expect(unpackZip(zip, join(directory, 'damaged'))).rejects.toThrowWithCode('archive/invalid');
  });

  it('keeps the files that are already in the folder', async () => {
    const { to, zip } = await unpack([{ name: 'a', content: 'new', mode: 0o100644 }]);
    writeFileSync(join(to, 'b'), 'old');
    await unpackZip(zip, to);
    expect(readdirSync(to).sort()).toEqual(['a', 'b']);
  });
});
