import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from '@layerkit/artifact/digest';
import { type RawEntry, rawZip, temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const fileName = 'evil-1.0-py3-none-any.whl';
const wheelFile = 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
const metadata = (name: string, version: string): string =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nText`;

/** Returns the entries of a wheel’s metadata in a folder. */
const distInfo = (folder = 'evil-1.0.dist-info', text = metadata('evil', '1.0')): readonly RawEntry[] => [
  { name: `${folder}/METADATA`, content: text },
  { name: `${folder}/WHEEL`, content: wheelFile },
  { name: `${folder}/RECORD`, content: `${folder}/RECORD,,\n` },
];

const module: RawEntry = { name: 'evil.py', content: 'x = 1\n' };

/** Creates a project that pins evil 1.0, whose wheel has these entries, and a store. */
const project = async (entries: readonly RawEntry[]) => {
  const folder = await scratch();
  const wheels = [{ project: 'evil', fileName, bytes: rawZip(entries) }];
  const { url } = await serve({ files: wheels });
  const store = openStore({ directory: join(folder, 'store') });
  return { ...(await lockedProject(folder, wheels)), store, env: { UV_DEFAULT_INDEX: url } };
};

const big = Buffer.alloc(5 << 20, 'x');

const malicious: readonly (readonly [string, readonly RawEntry[], RegExp])[] = [
  [
    'a data file with a wrong CRC-32',
    [{ name: 'evil.bin', content: 'data', both: { crc32: 1 } }],
    /"evil.bin" has damaged/,
  ],
  [
    'a stored file with a wrong CRC-32',
    [{ name: 'evil.bin', content: 'data', method: 0, both: { crc32: 1 } }],
    /damaged/,
  ],
  [
    'a large file with a wrong CRC-32',
    [{ name: 'evil.bin', content: big, both: { crc32: 1 } }],
    /"evil.bin" has damaged/,
  ],
  [
    'a file that unpacks to more than it says',
    [{ name: 'evil.bin', content: big, both: { unpacked: 9 } }],
    /damaged/,
  ],
  [
    'a script with a wrong CRC-32',
    [{ name: 'evil-1.0.data/scripts/evil', content: '#!', both: { crc32: 1 } }],
    /damaged/,
  ],
  [
    'METADATA of another project',
    distInfo(undefined, metadata('boto3', '1.0')),
    /METADATA of boto3 1.0, but the lock has evil 1.0/,
  ],
  [
    'METADATA of another version',
    distInfo(undefined, metadata('evil', '2.0')),
    /METADATA of evil 2.0, but the lock has evil 1.0/,
  ],
  [
    'METADATA that hides a name behind a carriage return',
    distInfo(undefined, `A: b\rName: boto3\n${metadata('evil', '1.0')}`),
    /METADATA of boto3 1.0/,
  ],
  [
    'METADATA of 5 MiB',
    distInfo(undefined, metadata('evil', '1.0') + big.toString()),
    /METADATA of 5,242,\d+ bytes; at most 4,194,304/,
  ],
  [
    'the .dist-info of another version',
    distInfo('evil-9.9.dist-info'),
    /"evil-9.9.dist-info", but is a wheel of evil 1.0/,
  ],
  [
    'the .dist-info of another project',
    distInfo('evil_bar-1.0.dist-info'),
    /"evil_bar-1.0.dist-info", but is a wheel of evil 1.0/,
  ],
  [
    'a second .dist-info in .data/purelib',
    [...distInfo(), ...distInfo('evil-1.0.data/purelib/boto3-99.0.dist-info')],
    /several .dist-info/,
  ],
  [
    'a second .dist-info in .data/platlib',
    [...distInfo(), ...distInfo('evil-1.0.data/platlib/boto3-99.0.dist-info')],
    /several .dist-info/,
  ],
  [
    'a control character in a name',
    [{ name: 'evil\u001b[2J.py', content: '' }],
    /"evil\\u001b\[2J.py" has a control character/,
  ],
  ['a NUL in a name', [{ name: 'evil.py\0.txt', content: '' }], /has a NUL in its name/],
  [
    'a file where another needs a directory',
    [
      { name: 'x', content: '' },
      { name: 'x/y.py', content: '' },
    ],
    /"python\/x" .* is a file, but "python\/x\/y.py"/,
  ],
  [
    '500 links',
    Array.from({ length: 500 }, (_, at) => ({ name: `l${String(at)}`, mode: 0o120777 })),
    /has 490 more problems/,
  ],
];

it.each(malicious)('a wheel with %s is not built', async (_, entries, problem) => {
  const whole = entries.some(({ name }) => name.toString().includes('.dist-info'))
    ? entries
    : [...entries, ...distInfo()];
  const request = await project([...whole, module]);
  const { code, problems } = await failureOf(buildLayer(request));
  expect(code).toMatch(/^archive\/(?:invalid|conflict)$/);
  expect(problems.length).toBeLessThan(12);
  expect(problems).toContainEqual(expect.stringMatching(problem));
  expect(problems.every((line) => line.includes(fileName))).toBe(true);
  expect(await readdir(request.outputRoot)).toEqual(['.building']);
});

it('unzip finds no error in the layer of a sound wheel', async () => {
  const { artifact } = await buildLayer(await project([module, ...distInfo()]));
  await expect(promisify(execFile)('unzip', ['-tq', artifact.zipPath])).resolves.toBeDefined();
});

it('a wheel is unpacked once, and the store keeps what its METADATA says', async () => {
  const request = await project([module, ...distInfo()]);
  const { artifact } = await buildLayer(request);
  const sha256 = artifact.manifest.packages[0]?.sha256 ?? sha256Of('');
  const { notes } = request.store;
  expect(await notes.recall(sha256, 'contents-1')).toBe('{"name":"evil","version":"1.0"}');
  await notes.keep(sha256, 'contents-1', '{"name":"kept","version":"1.0"}');
  const { problems } = await failureOf(buildLayer(request));
  expect(problems).toEqual([`${fileName}: has METADATA of kept 1.0, but the lock has evil 1.0`]);
});
