import { sha256Of } from '@layerkit/artifact/digest';
import { formatLock } from '@layerkit/locking/lock';
import { logicalLines, parseLine } from '@layerkit/locking/requirements';
import { parseTarget } from '@layerkit/platform-resolution';
import {
  evaluateMarker,
  isSpecifier,
  isVersion,
  markerEnvironment,
  parseMarker,
  parseRequirement,
  satisfies,
} from '@layerkit/platform-resolution/requirements';
import { sameVersion } from '../../../../libs/locking/src/candidates/same-version.ts';
import { namePreRelease } from '../../../../libs/locking/src/fitting/pre-release.ts';
import { parseLock } from '../../../../libs/locking/src/lock/parse-lock.ts';
import { parseVersions } from '../../../../libs/locking/src/pinned/poetry/parse-versions.ts';
import { foreignFormat } from '../../../../libs/locking/src/requirements/foreign-format.ts';
import { allowsPython } from '../../../../libs/locking/src/requirements/python-range.ts';
import { parseGitUrl } from '../../../../libs/locking/src/uv/git-source.ts';
import { wordsOfUv } from '../../../../libs/locking/src/uv/words-of-uv.ts';
import { commentedLines } from '../../../../libs/packaging/src/adoption/requirements/commented-lines.ts';
import type { Reader } from './reader.ts';
import { times } from './times.ts';

const target = parseTarget('python3.12/arm64');
const environment = markerEnvironment(target);

const readMarker = (input: Buffer) => {
  const marker = parseMarker(input.toString());
  return marker !== undefined && evaluateMarker(marker, environment, 'a');
};

const readRequirement = (input: Buffer) => {
  const requirement = parseRequirement(input.toString());
  return requirement !== undefined && satisfies('1.2.3', requirement.specifiers);
};

const readVersions = (input: Buffer) => {
  const [one = '', other = ''] = input.toString().split('\n');
  return [
    isVersion(one),
    sameVersion(one, other),
    isSpecifier(other) && satisfies(one, other),
    allowsPython(other, '3.12'),
    parseVersions(other),
  ];
};

const packages = ['a', 'b'].map((name) => ({ name, version: '1.0', sha256: sha256Of(name) }));
const lock = formatLock({ target, inputsDigest: sha256Of(''), packages });

export const requirementReaders: readonly Reader[] = [
  {
    name: 'requirements lines',
    corpus: [
      '# comment\nsix>=1.16,<2 ; python_version > "3.8"  # why\nuvicorn[standard]==0.30 \\\n    --hash=sha256:00\n-r other.txt\n--index-url https://user:secret@host/\n-f links\nb @ git+https://me:secret@host/b.git@main#subdirectory=c ; x\n',
      '-c=limits.txt\r\na @ https://host/a.whl\n./folder\n${VARIABLE}\n',
    ],
    read: (input) => {
      const text = input.toString();
      const lines = logicalLines(text);
      const parsed = lines.map((line) => parseLine(line.text));
      const urls = parsed.flatMap((line) => ('at' in line ? [parseGitUrl(line.at.url)] : []));
      return [parsed, urls, commentedLines(text), namePreRelease([text], 'six'), foreignFormat(text)];
    },
    worst: [
      times(' '),
      times(' #'),
      times('\\\n'),
      times('a,'),
      (length) => `a${times('=')(length)}`,
      times('${a'),
      (length) => `-i ${times('a@')(length)}`,
      (length) => `a @ ${times('https://a@')(length)}`,
      (length) => `a @ git+https://a/${times('@#')(length)}`,
    ],
  },
  {
    name: 'requirements',
    corpus: [
      'six',
      'a.b[c, d] (>=1.0,<2) ; os_name == "posix" and extra == "x"',
      'a @ https://host/a.whl ; x',
    ],
    read: readRequirement,
    worst: [
      times(' '),
      times('a-'),
      (length) => `a${times('>=1,')(length / 4)}`,
      (length) => `a>=${times('1.')(length)}`,
    ],
  },
  {
    name: 'markers',
    corpus: [
      'python_version >= "3.8" and (sys_platform == \'linux\' or extra != "a")',
      'os.name not in "nt" and platform_machine == "arm64"',
    ],
    read: readMarker,
    worst: [
      times(' '),
      times('('),
      times('"'),
      times("os_name == '' or "),
      (length) => `not${times(' ')(length)}`,
    ],
  },
  {
    name: 'versions',
    corpus: [
      '1.0.post1+local.2\n>=1.0,<2',
      '1!2.0rc1\n~=2.0',
      '1.0.0\n==1.0.*,!=1.0.1',
      '1\n^1.2 || ~0.3',
      '3.0\n===x',
    ],
    read: readVersions,
    worst: ['1', '.0', '1.', '1a', '-1', ' '].flatMap((part) => [
      (length: number) => `${times(part)(length)}x\n1`,
      (length: number) => `1\n>=${times(part)(length)}x`,
      (length: number) => `1\n>=1${times(part)(length)}x`,
      (length: number) => `1\n^1${times(part)(length)}`,
    ]),
  },
  {
    name: 'lock',
    corpus: [lock],
    read: (input) => parseLock(input.toString(), 'lock.txt'),
    worst: [
      (length) => lock + times(' ')(length),
      (length) => lock + times('a==1 --hash=')(length),
      times('\n'),
    ],
  },
  {
    name: 'output of uv',
    corpus: ['error: failed\n  Caused by: https://user:secret@host/a?token=b (`six`)\n'],
    read: (input) => wordsOfUv(input.toString()),
    worst: [times('http://a'), times('http://a?'), times('\n ')],
  },
];
