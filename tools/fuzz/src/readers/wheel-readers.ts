import { parseExtensionName } from '@layerkit/binary-formats';
import { parseWheelFileName } from '@layerkit/platform-resolution/tags';
import { parseEntryPoints, parseMetadata, parseRecord } from '@layerkit/wheels/metadata';
import { findTestMentions } from '../../../../libs/assembly/src/pruning/evidence/python-mentions.ts';
import { findLookups } from '../../../../libs/audit/src/auditors/metadata/lookups/find-lookups.ts';
import { recognize } from '../../../../libs/audit/src/auditors/security/credentials.ts';
import type { Reader } from './reader.ts';
import { times } from './times.ts';

const sources = [
  `from importlib.metadata import version, PackageNotFoundError
import importlib.metadata as md
try:
    __version__ = version("a")
except PackageNotFoundError:  # not installed
    __version__ = "0"
def load():
    """Loads an entry point."""
    return next(iter(md.entry_points(group="a.b", name='c'))).load()
if __name__ == "__main__":
    load()
`,
  `from a.tests import (b, c)\nimport a.test.d\nPATH = f"{a}.tests" + 'tests/data' \\\n  + r'''x'''\n`,
];

const sourceShapes = [
  (length: number) => `x = """${times('\\\\a')(length)}`,
  times('"\\"'),
  times(`'"\\'`),
  times('\n'),
  times('from '),
  times('from.'),
  times('.tests'),
  times('from importlib.metadata import version as a\n'),
  times('import importlib.metadata as a\n'),
  times('def f():\n version("a")\n f()\n'),
  (length: number) => `${times('def f(): version("a")\n')(length / 2)}f(${times('f(')(length / 2)}`,
  (length: number) => `from importlib.metadata import version\n${times('try:\n version("a")\n')(length)}`,
  (length: number) => `from importlib.metadata import *\n${times('next(iter(md.entry_points("a"')(length)}`,
  (length: number) => `if x:\n${times(' version("a")\n')(length)}`,
  (length: number) =>
    Array.from({ length: Math.sqrt(2 * length) }, (_, indent) => `${' '.repeat(indent)}try:\n`).join(''),
].map((shape) => (length: number) => `# importlib.metadata tests\n${shape(length)}\nmetadata.version("a")`);

export const wheelReaders: readonly Reader[] = [
  {
    name: 'METADATA',
    corpus: [
      'Metadata-Version: 2.1\nName: a\nVersion: 1.0\nRequires-Python: >=3.8\nRequires-Dist: b[c] (>=1) ; extra == "d"\n\nText: x\n',
      'Name: a\r\nSummary: one\r\n  two\r\nRequires-Dist: b\r\n',
    ],
    read: parseMetadata,
    worst: [times('\n '), times('a'), times('a:\r\n'), times('Requires-Dist: a\n')],
  },
  {
    name: 'RECORD',
    corpus: [
      'a/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"a/b,c.py",,\na-1.dist-info/RECORD,,\n../../bin/a,,\n',
      'a-1.data/purelib/a.py,sha256=x,1\r\na\\b.py,,\r\n',
    ],
    read: (input) => parseRecord(input.toString(), 'python/', 'a-1.dist-info'),
    worst: [times('"'), times('""'), times('../'), times('//'), times('"a",')],
  },
  {
    name: 'entry points',
    corpus: ['[console_scripts]\na = a.b:main\n\n[a.plugins]\n; comment\nx y = a.b : C.d [e, f]\nz=q\n'],
    read: (input) => parseEntryPoints(input.toString()),
    worst: [
      (length) => `[g]\na=b:${' '.repeat(length)}!`,
      (length) => `[g]\na${' '.repeat(length)}`,
      (length) => `[g]\na=b${'['.repeat(length)}`,
      (length) => `[g]\na=${'b'.repeat(length)}!`,
      times('['),
      times('[g]\na=b\n'),
    ],
  },
  {
    name: 'wheel names',
    corpus: [
      'six-1.17.0-py2.py3-none-any.whl',
      'a_b-1!2.0.post1+x.1-2b-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    ],
    read: (input) => parseWheelFileName(input.toString()),
    worst: [
      (length) => `a-1-${['py', 'abi', 'p'].map((tag) => times(`${tag}.`)(length / 3) + tag).join('-')}.whl`,
      (length) => `a-${times('1.')(length)}!-py3-none-any.whl`,
      (length) => `a-1-${times('1')(length)}!-py3-none-any.whl`,
      (length) => `${times('a.')(length)}-1-py3-none-any.whl`,
    ],
  },
  {
    name: 'extension names',
    corpus: ['a/b.cpython-312-x86_64-linux-gnu.so', '_c.abi3.so', 'a/_d.cp312-win_amd64.pyd'],
    read: (input) => parseExtensionName(input.toString()),
    worst: [times('.cpython'), times('cp3-'), times('a.'), (length) => `a.abi3${times('-a')(length)}`],
  },
  {
    name: 'lookups',
    corpus: sources,
    read: (input) => findLookups(input.toString()),
    worst: sourceShapes,
  },
  {
    name: 'test mentions',
    corpus: sources,
    read: (input) => findTestMentions(input, ['a', 'b']),
    worst: sourceShapes,
  },
  {
    name: 'credentials',
    corpus: [
      'export AWS_SECRET="abcdefgh"\nA=1\n\nAPI_KEY = $OTHER\n',
      '[default]\naws_secret_access_key = abc\n',
      '-----BEGIN RSA PRIVATE KEY-----\nMII\n',
      'machine a login b password c\nhttps://user:password@host/\n{"auth": "abc"}',
      '//registry/:_authToken=abc\n[pypi]\npassword: abc\n',
    ],
    read: (input) =>
      [
        '.env',
        '.aws/credentials',
        'id_rsa',
        '.netrc',
        '.npmrc',
        '.pypirc',
        'pip.conf',
        '.docker/config.json',
      ].map((path) => recognize(path, input.toString())),
    worst: [
      times('\n'),
      times('SECRET'),
      times('export '),
      times('-----BEGIN A '),
      times('"auth":"'),
      times('://a:'),
      times('password '),
      times('_auth   '),
      (length) => `SECRET${' '.repeat(length)}`,
    ],
  },
];
