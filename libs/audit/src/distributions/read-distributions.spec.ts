import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { parseEntryPoints, parseMetadata, parseRecord } from '@layerkit/wheels/metadata';
import { auditFiles, installed, openForAudit } from '../../test/open-audit.ts';

const scratch = temporaryFolders();

it('a .dist-info is read with its fields, requirements, entry points and RECORD', async () => {
  const { distributions } = await auditFiles(
    await scratch(),
    installed({
      name: 'Alpha-Kit',
      version: '2.0',
      metadata: [
        'Requires-Dist: six>=1.0',
        'requires-dist: attrs ;',
        "  extra == 'a'",
        'Requires-Python: >=3.9',
      ],
      files: { 'alpha/__init__.py': 'x', 'alpha/a, b.py': '' },
      entryPoints:
        '# none\n[console_scripts]\nalpha = alpha.cli:main [cli]\n\n[ group.x ]\nb.c=alpha\n no line\n',
    }),
  );
  expect(distributions).toMatchObject([
    {
      name: 'alpha-kit',
      version: '2.0',
      directory: 'python/Alpha_Kit-2.0.dist-info/',
      requires: ['six>=1.0', "attrs ; extra == 'a'"],
      requiresPython: '>=3.9',
      entryPoints: [
        { group: 'console_scripts', name: 'alpha', module: 'alpha.cli', optional: true },
        { group: 'group.x', name: 'b.c', module: 'alpha', optional: false },
      ],
      lacking: [],
    },
  ]);
});

it('RECORD is read in the forms that installers and wheels write', async () => {
  const record = [
    'a/b.py,sha256=abc,3',
    '"a/c, ""d"".py",sha256=def,4\r',
    '../../bin/tool,sha256=x,1',
    '/abs/file,,',
    './a/../e.py,,',
    'win\\f.py,,',
    'k-1.data/purelib/k/pure.py,,',
    'k-1.data/data/share/k.txt,,',
    'k-1.data/scripts/k,,',
    'k-1.data/headers/k.h,,',
    'k-1.dist-info/INSTALLER,,',
    'k-1.dist-info/RECORD,,',
    '',
  ].join('\n');
  const { distributions } = await auditFiles(await scratch(), {
    'python/k-1.dist-info/RECORD': record,
    'python/k-1.dist-info/METADATA': 'Name: k\nVersion: 1\n',
  });
  expect(distributions[0]?.record).toEqual([
    'python/a/b.py',
    'python/a/c, "d".py',
    'python/e.py',
    'python/win/f.py',
    'python/k/pure.py',
    'python/share/k.txt',
    'python/k-1.dist-info/RECORD',
  ]);
  expect(distributions[0]?.digests.get('python/a/c, "d".py')).toBe('sha256=def');
});

it('older and incomplete metadata is read, and vendored metadata is not', async () => {
  const { distributions } = await auditFiles(
    await scratch(),
    {
      'build/python/old-1.2-py3.8.egg-info/PKG-INFO': 'Name: old\nVersion: 1.2\n',
      'build/python/older-0.1.egg-info': 'Name: Older\nVersion: 0.1\n',
      'build/python/bare_one-3.dist-info/LICENSE': '',
      'build/python/nameless-4.dist-info/METADATA': 'Metadata-Version: 2.1\n\nName: no\n',
      'build/python/setuptools/_vendor/inner-1.dist-info/METADATA': 'Name: inner\nVersion: 1\n',
      'other/elsewhere-1.dist-info/METADATA': 'Name: elsewhere\nVersion: 1\n',
    },
    { roots: ['build/python/'] },
  );
  expect(distributions.map(({ name, version, lacking, record }) => [name, version, lacking, record])).toEqual(
    [
      ['bare-one', '3', ['METADATA'], undefined],
      ['nameless', '4', ['Name', 'Version'], undefined],
      ['old', '1.2', [], undefined],
      ['older', '0.1', [], undefined],
    ],
  );
});

it('damaged metadata counts as missing', async () => {
  const zipPath = join(await scratch(), 'damaged.zip');
  const zip = rawZip([
    { name: 'python/a-1.dist-info/METADATA', content: 'Name: a\nVersion: 1\n', both: { crc32: 1 } },
    { name: 'python/a-1.dist-info/RECORD', content: 'a.py,,\n' },
  ]);
  await writeFile(zipPath, zip);
  const { distributions } = await openForAudit(zipPath);
  expect(distributions).toMatchObject([
    { name: 'a', version: '1', lacking: ['METADATA'], record: ['python/a.py'] },
  ]);
});

it('no text makes a parser throw', () => {
  const piece = fc.constantFrom(
    'Name: x',
    '\n',
    '\r\n',
    ' ',
    '[g]',
    'a = b:c',
    '"',
    ',',
    '../',
    '\\',
    'x.data/',
    '=',
    '[',
    ':',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (content) => {
      parseMetadata(Buffer.from(content));
      parseEntryPoints(content);
      for (const { path } of parseRecord(content, 'python/', 'x-1.dist-info'))
        expect(path).toMatch(/^python\/(?!\.\.\/)/);
    }),
    { numRuns: 2000 },
  );
});
