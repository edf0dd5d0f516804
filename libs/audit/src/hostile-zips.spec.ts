import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact/finding';
import { manyNames, nestedEntries, type RawEntry, rawZip, temporaryFolders } from '@layerkit/testing-files';
import { briefly } from '../test/audited-zip.ts';
import { inspectLayer } from './inspect-layer.ts';

const scratch = temporaryFolders();
const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const inspect = async (zip: Buffer): Promise<readonly Finding[]> => {
  const zipPath = join(await scratch(), 'layer.zip');
  await writeFile(zipPath, zip);
  const { inspection } = await inspectLayer({ zipPath, target });
  return inspection.findings;
};

const named = (count: number, name: (at: string) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => name(String(at).padStart(5, '0')));

const metadata = (text = ''): RawEntry => ({
  name: 'python/kit-1.0.dist-info/METADATA',
  content: `Metadata-Version: 2.1\nName: kit\nVersion: 1.0\n${text}`,
});
const record = (content: string): RawEntry => ({ name: 'python/kit-1.0.dist-info/RECORD', content });
const sound = [
  metadata(),
  record('kit/__init__.py,,\nkit-1.0.dist-info/METADATA,,\n'),
  { name: 'python/kit/__init__.py', content: 'x = 1\n' },
];

it('a sound layer has no findings', async () => {
  expect(await inspect(rawZip(sound))).toEqual([]);
});

const megabytes = (count: number): Buffer => Buffer.alloc(count * 1_000_000, 'x');
const lies = (name: string, content: Buffer): RawEntry => ({ name, content, both: { crc32: 1 } });

it.each<readonly [string, readonly RawEntry[], readonly [brief: string, message: RegExp]]>([
  [
    'a module with a wrong CRC-32',
    [{ name: 'python/kit/a.py', content: 'a', both: { crc32: 1 } }],
    ['error archive/invalid python/kit/a.py', /^has damaged content/],
  ],
  [
    'thousands of damaged files',
    named(3000, (at) => `python/kit/${at}.dat`).map((name) => ({ name, content: 'a', both: { crc32: 1 } })),
    [
      'error archive/invalid python/kit/',
      /^each of 3,000 files \(\S+, \S+, \S+ and 2,997 more\) has damaged content/,
    ],
  ],
  [
    'a large file with a wrong CRC-32',
    [lies('python/kit/a.dat', megabytes(20))],
    ['error archive/invalid python/kit/a.dat', /^has damaged content/],
  ],
  [
    'a file where another needs a folder',
    [
      { name: 'python/x', content: '' },
      { name: 'python/x/y.py', content: '' },
    ],
    ['error archive/invalid python/x', /^is a file, and also a folder of other entries/],
  ],
  [
    'a file with the name of an empty folder',
    [{ name: 'python/x' }, { name: 'python/x/', method: 0, mode: 0o40755 }],
    ['error archive/invalid python/x', /^is a file, and also a folder/],
  ],
  [
    'a control character in a name',
    [{ name: 'python/kit/\u001b[2J.py', content: '' }],
    ['error security/path python/kit/\u001b[2J.py', /^has a control character in its name$/],
  ],
  [
    'NULs in names',
    ['a', 'b'].map((name) => ({ name: `python/kit/${name}\0`, content: '' })),
    [
      'error security/path python/kit/',
      /^each of 2 files \("python\/kit\/a\\u0000", "python\/kit\/b\\u0000"\) has a NUL/,
    ],
  ],
  [
    'a sitecustomize.py',
    [{ name: 'python/sitecustomize.py', content: '' }],
    ['warning security/startup-module python/sitecustomize.py', /^runs whenever Python starts/],
  ],
  [
    'a package usercustomize in site-packages',
    [{ name: 'python/lib/python3.12/site-packages/usercustomize/__init__.py', content: '' }],
    [
      'warning security/startup-module python/lib/python3.12/site-packages/usercustomize/__init__.py',
      /^runs whenever Python starts/,
    ],
  ],
])('a layer with %s has one finding', async (_, entries, [brief, message]) => {
  const owned = new Set(['archive/invalid', 'security/path', 'security/startup-module']);
  const findings = (await inspect(rawZip([...sound, ...entries]))).filter(({ code }) => owned.has(code));
  expect(briefly(findings)).toEqual([brief]);
  expect(findings[0]?.message).toMatch(message);
});

it('a module sitecustomize of a package has no finding, because Python does not run it', async () => {
  const findings = await inspect(rawZip([...sound, { name: 'python/kit/sitecustomize.py', content: '' }]));
  expect(findings.filter(({ code }) => code === 'security/startup-module')).toEqual([]);
});

it.each<readonly [string, readonly RawEntry[], string]>([
  ['METADATA of 63 MB', [metadata(megabytes(63).toString())], 'kit-1.0.dist-info/METADATA'],
  [
    'a RECORD with a line of 30 MB',
    [metadata(), record(`"${megabytes(30).toString()}",,\n`)],
    'kit-1.0.dist-info/RECORD',
  ],
  ['a RECORD of 500,000 lines', [metadata(), record('a\n'.repeat(500_000))], 'kit-1.0.dist-info/RECORD'],
])('%s is a finding and not read', async (_, entries, path) => {
  const findings = await inspect(rawZip([...entries, { name: 'python/kit.py', content: '' }]));
  expect(briefly(findings)).toEqual([`error metadata/incomplete python/${path}`]);
  expect(findings[0]?.message).toMatch(/^is not read: the layer’s metadata is larger/);
});

it('a quoted RECORD line of 4 MB is not a path', async () => {
  const files = [metadata(), record(`"${megabytes(4).toString()}",,\nkit.py,,\n`)];
  const findings = await inspect(rawZip([...files, { name: 'python/kit.py', content: '' }]));
  expect(findings).toEqual([]);
});

const tooLarge = 'error size/unpacked -';

it.each<readonly [string, Buffer, readonly string[]]>([
  [
    '2,000 names of one entry',
    manyNames(
      named(2000, (at) => `python/p${at}-1.dist-info/METADATA`),
      metadata(megabytes(3).toString()).content ?? '',
    ),
    ['error archive/invalid python/', tooLarge],
  ],
  [
    '500 entries inside one another',
    nestedEntries(
      named(500, (at) => `python/p${at}.py`),
      megabytes(3),
    ),
    ['error archive/invalid python/'],
  ],
  [
    '70,000 entries',
    manyNames(
      named(70_000, (at) => `python/p${at}.py`),
      '',
    ),
    ['error archive/invalid -'],
  ],
  ['more than Lambda unpacks', rawZip([lies('python/a.dat', megabytes(263))]), [tooLarge]],
  [
    'a small file that claims to be larger than Lambda unpacks',
    rawZip([...sound, { name: 'python/a.dat', content: 'a', both: { unpacked: 3_000_000_000 } }]),
    [tooLarge],
  ],
])('a zip with %s is not read further', async (_, zip, expected) => {
  const errors = (await inspect(zip)).filter(({ severity }) => severity === 'error');
  expect(briefly(errors)).toEqual(expected);
});
