import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles, installed } from '../../../test/open-audit.ts';
import { findUnmetRequirements, mismatchFinding, missingFinding, pythonFindings } from './requirements.ts';

const scratch = temporaryFolders();

const unmet = async (
  distributions: Readonly<Record<string, readonly string[]>>,
  target?: string,
): Promise<readonly string[]> => {
  const files = Object.entries(distributions).map(([pin, metadata]) => {
    const [name = '', version = '1.0'] = pin.split('==');
    return installed({ name, version, metadata });
  });
  const subject = await auditFiles(
    await scratch(),
    Object.assign({}, ...files),
    target === undefined ? {} : { target },
  );
  const { missing, mismatches } = findUnmetRequirements(subject);
  return [
    ...missing.map((found) => missingFinding(found)),
    ...mismatches.map((found) => mismatchFinding(found)),
    ...pythonFindings(subject),
  ].map(({ severity, message }) => `${severity}: ${message}`);
};

const requires = (...lines: readonly string[]) => lines.map((line) => `Requires-Dist: ${line}`);

it('a requirement that the layer meets has no finding', async () => {
  expect(
    await unmet({
      a: requires(
        'Typing_Extensions>=4',
        'b (<2,>=1.0) ; python_version >= "3.8"',
        'c @ https://example.org/c.whl',
        'nothing like it',
      ),
      'b==1.5rc1': [],
      c: [],
      'typing-extensions==4.15.0': [],
    }),
  ).toEqual([]);
});

it('a missing distribution has one finding, which is a note if the runtime ships it', async () => {
  expect(await unmet({ a: requires('z>1', 'boto3'), b: requires('z') })).toEqual([
    'error: z is not in the layer but required by a 1.0 (z>1), b 1.0 (z)',
    'note: boto3 is not in the layer but required by a 1.0 (boto3); the runtime’s copy is used, and AWS chooses its version',
  ]);
});

it('markers are evaluated for the target', async () => {
  const lines = {
    a: requires(
      'win; sys_platform == "win32"',
      'old; python_version < "3.12"',
      'patched; python_full_version < "3.11.3"',
      'arm; platform_machine == "aarch64"',
      'pypy; platform_python_implementation != "CPython"',
    ),
  };
  expect(await unmet(lines)).toEqual([]);
  expect(await unmet(lines, 'python3.11/arm64')).toEqual([
    expect.stringContaining('old is not in the layer'),
    expect.stringContaining('arm is not in the layer'),
  ]);
});

it('extras count if something asks for them, directly or through another extra', async () => {
  const b = requires(
    'x; extra == "one"',
    'y; extra == "two"',
    'z; extra == "three"',
    'b[two]; extra == "One"',
    'w; extra == "q" or python_version > "3"',
  );
  expect(await unmet({ b })).toEqual(['error: w is not in the layer but required by b 1.0 (w)']);
  expect(await unmet({ a: requires('b[one]'), b, w: [] })).toEqual([
    'error: x is not in the layer but required by b 1.0 (x)',
    'error: y is not in the layer but required by b 1.0 (y)',
  ]);
});

it('versions of distributions or of Python that do not match a requirement are errors', async () => {
  expect(
    await unmet({
      'a==3.1': [...requires('b>=2,<3'), 'Requires-Python: >=3.13'],
      'b==1.9': ['Requires-Python: >=3.12,!=3.12.4'],
    }),
  ).toEqual([
    'error: a 3.1 requires b>=2,<3; the layer has b 1.9',
    'error: a 3.1 requires Python >=3.13; the target is python3.12/x86_64',
  ]);
});
