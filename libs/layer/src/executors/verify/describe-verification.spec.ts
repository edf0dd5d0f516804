import { sha256Of, type ImportedModule, type Verification } from '@layerkit/artifact';
import { describeVerification } from './describe-verification.ts';

const verificationOf = (outcome: Verification['outcome']): Verification => ({
  schema: 'layerkit/verification/2',
  target: { runtime: 'python3.12', architecture: 'arm64' },
  zipSha256: sha256Of(''),
  outcome,
});

const here = {
  on: 'local',
  interpreter: 'CPython 3.12.1 (PATH)',
  isolation: 'relocated',
  limitations: ['layers are not at /opt', 'the network is not cut off'],
} as const;

const imported = (
  module: string,
  ownSeconds: number,
  more: Partial<ImportedModule> = {},
): ImportedModule => ({
  module,
  imported: true,
  seconds: 9,
  ownSeconds,
  ownMemoryBytes: 2 ** 20,
  ...more,
});

const outcomeOf = (
  status: 'passed' | 'failed',
  modules: readonly ImportedModule[],
  scope: 'top-level' | 'submodules' = 'top-level',
) =>
  verificationOf({
    status,
    scope,
    where: { ...here, limitations: [...here.limitations] },
    modules: [...modules],
  });

const broken: ImportedModule = {
  module: 'numpy',
  imported: false,
  seconds: 0.5,
  error: 'ImportError: no numpy/core',
};

const now = { before: false, submodules: true };

it('says of a target that this host can’t run that it was not checked, and why; never that it passed', () => {
  const verification = verificationOf({ status: 'not-checked', reason: 'the host is no arm64' });
  expect(describeVerification(verification, now)).toEqual([
    'python3.12/arm64: not checked: the host is no arm64',
  ]);
});

it('takes one line for success, and names what differs from Lambda, what is outside, and the five slowest', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const modules = names.map((name, at) => imported(name, 0.1 * (at + 1), { outside: ['boto3'] }));
  expect(describeVerification(outcomeOf('passed', modules), now)).toEqual([
    'python3.12/arm64: passed: 6 of 6 modules import in 2.1 s and 6 MiB (CPython 3.12.1 (PATH), relocated)',
    '  not the same as Lambda: layers are not at /opt; the network is not cut off',
    '  from neither the layer nor Python itself: boto3',
    '  slowest: f 600 ms and 1 MiB, e 500 ms and 1 MiB, d 400 ms and 1 MiB, c 300 ms and 1 MiB, b 200 ms and 1 MiB',
  ]);
});

it('names the submodules that do not import where the layer has passed, and why that fails it not, each time', () => {
  const outcome = outcomeOf('passed', [imported('six', 0.1), broken], 'submodules');
  const lines = describeVerification(outcome, now);
  expect(lines[0]).toBe(
    'python3.12/arm64: passed: 1 of 2 modules import in 600 ms (CPython 3.12.1 (PATH), relocated)',
  );
  const excused = [
    '  1 submodule does not import; no top-level module needs it, so that fails no layer:',
    '    numpy: ImportError: no numpy/core',
  ];
  expect(lines.slice(-2)).toEqual(excused);
  expect(describeVerification(outcome, { before: true, submodules: true }).slice(1)).toEqual(excused);
  expect(describeVerification(outcome, { before: true, submodules: false }).slice(1)).toEqual([
    '  1 submodule does not import; no top-level module needs it, so that fails no layer; --submodules names it',
  ]);
  const two = outcomeOf('passed', [broken, { ...broken, module: 'six' }], 'submodules');
  expect(describeVerification(two, now).at(-3)).toMatch(/2 submodules do not import; .* needs them/);
});

it('says that it ran on Lambda, and which', () => {
  const where = {
    on: 'lambda',
    interpreter: 'CPython 3.12.9',
    region: 'eu-central-1',
    limitations: [],
  } as const;
  const verification = verificationOf({
    status: 'failed',
    scope: 'top-level',
    where: { ...where, endpoint: 'http://127.0.0.1:4566', limitations: [] },
    modules: [broken],
  });
  expect(describeVerification(verification, now)).toEqual([
    'python3.12/arm64: failed: 0 of 1 modules import in 500 ms (CPython 3.12.9, a function in eu-central-1 at http://127.0.0.1:4566)',
  ]);
});

it('takes one line for what was verified before', () => {
  const [line = '', ...more] = describeVerification(outcomeOf('failed', [broken]), {
    before: true,
    submodules: false,
  });
  expect(line).toMatch(/; this very zip was verified before$/);
  expect(more).toEqual([]);
});
