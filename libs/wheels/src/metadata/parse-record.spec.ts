import fc from 'fast-check';
import { python } from '@layerkit/testing-host';
import { parseRecord } from './parse-record.ts';

const read = (text: string) => parseRecord(text, 'python/', 'kit-1.0.dist-info');
const paths = (text: string) => read(text).map(({ path }) => path);

/** The oracle: CPython’s csv, which installers write RECORD with, and its posixpath. */
const writeWithPython = `
import csv, io, json, posixpath, sys
def place(name):
    name = name.strip().replace("\\\\", "/")
    path = posixpath.normpath(name)
    return None if name.startswith("/") or path in (".", "..") or path.startswith("../") else "python/" + path
def write(rows, end):
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    found = [[place(name), digest] for name, digest, _ in rows]
    return [text.getvalue(), [{"path": path, "digest": digest} for path, digest in found if path]]
print(json.dumps([write(*one) for one in json.loads(sys.argv[1])]))`;

it('a RECORD that CPython’s csv writes is read with the paths of posixpath', async () => {
  const part = fc.constantFrom(
    'kit',
    'a, b',
    'say "x"',
    '"',
    '.',
    '..',
    '...',
    '.hidden',
    'é',
    ' ',
    'a\\b',
    '',
  );
  const name = fc
    .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom('a.py', '..', '.', ',"'))
    .map(([folders, file]) => [...folders, file].join('/'));
  const row = fc.tuple(name, fc.constantFrom('', 'sha256=x', 'sha256=a-_b'), fc.constantFrom('', '12'));
  const record = fc.tuple(fc.array(row, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'));
  const records = fc.sample(record, { numRuns: 1000, seed: 1 });
  const written = (await python(writeWithPython, JSON.stringify(records))) as [string, unknown][];
  expect(written).toHaveLength(1000);
  for (const [text, expected] of written) expect(read(text)).toEqual(expected);
});

it('paths of a wheel become those after installation, and what a layer does not contain is left out', () => {
  const names = [
    'kit/__init__.py',
    'kit-1.0.data/purelib/pure.py',
    'kit-1.0.data/platlib/native.so',
    'kit-1.0.data/data/share/kit.txt',
    'kit-1.0.data/scripts/kit',
    'kit-1.0.data/headers/kit.h',
    'kit-1.0.data/odd/file',
    'kit-1.0.dist-info/INSTALLER',
    'kit-1.0.dist-info/RECORD',
    'other-1.0.dist-info/INSTALLER',
    '../../bin/kit',
    '/usr/bin/kit',
    '\\windows',
    '',
  ];
  expect(read(names.map((name) => `${name},,\n`).join(''))).toEqual(
    [
      'kit/__init__.py',
      'pure.py',
      'native.so',
      'share/kit.txt',
      'kit-1.0.dist-info/RECORD',
      'other-1.0.dist-info/INSTALLER',
    ].map((path) => ({ path: `python/${path}`, digest: '' })),
  );
});

it('a line without a digest, or with blanks around its fields, is read', () => {
  expect(read('a.py\r\n b.py ,sha256=b\n"c, d.py" ,sha256=c \n"e,",sha256=e\n"f.py"')).toEqual([
    { path: 'python/a.py', digest: '' },
    { path: 'python/b.py', digest: 'sha256=b' },
    { path: 'python/c, d.py', digest: 'sha256=c' },
    { path: 'python/e,', digest: 'sha256=e' },
    { path: 'python/f.py', digest: '' },
  ]);
});

it.each(['"open', '"open,sha256=x', '"a"b,sha256=x', '"a""', '"'])(
  'a line with a damaged quote is skipped: %s',
  (line) => {
    expect(paths(`${line}\nb.py,,\n`)).toEqual(['python/b.py']);
  },
);

it('a path longer than PATH_MAX is skipped', () => {
  const [longest, longer] = ['x'.repeat(4096), 'x'.repeat(4097)] as const;
  expect(paths(`${longest},,\n${longer},,\n`)).toEqual([`python/${longest}`]);
});
