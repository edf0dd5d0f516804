import { sha256Of } from '@layerkit/artifact/digest';
import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import { failureCauses } from '@layerkit/verification';
import { describeAllowing, describeDecisive } from './describe-failures.ts';
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
  limits: { memoryMb: 10_240, tmpMb: 512, processes: 742, openFiles: 1024 },
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

/** Pruning dropped `kit.engine`. */
const manifest = {
  pruned: [
    {
      rule: 'exclude',
      files: [{ path: 'python/kit/engine.py', package: 'kit', zippedBytes: 1, unpackedBytes: 1 }],
    },
  ],
};

const causesOf = ({ outcome }: Verification) =>
  outcome.status === 'not-checked' ? [] : failureCauses(outcome.modules, manifest);

const describe = (
  verification: Verification,
  run: { readonly before?: boolean; readonly submodules?: boolean } = {},
) =>
  describeVerification(verification, {
    before: false,
    submodules: true,
    causes: causesOf(verification),
    ...run,
  });

it('a target that this host can’t run is “not checked”, with the reason, and never “passed”', () => {
  const verification = verificationOf({ status: 'not-checked', reason: 'the host is no arm64' });
  expect(describe(verification)).toEqual(['python3.12/arm64: not checked: the host is no arm64']);
});

it('success is one line, with lines for differences from Lambda, limits, outside modules and the five slowest', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const modules = names.map((name, at) => imported(name, 0.1 * (at + 1), { outside: ['boto3'] }));
  expect(describe(outcomeOf('passed', modules))).toEqual([
    'python3.12/arm64: passed: 6 of 6 modules import in 2.1 s and 6 MiB (CPython 3.12.1 (PATH), relocated)',
    '  differs from Lambda: layers are not at /opt; the network is not cut off',
    '  limits: 10240 MB of memory, 512 MB in /tmp, 742 processes and threads, 1024 open files',
    '  imported, but in neither the layer nor Python: boto3',
    '  slowest: f 600 ms and 1 MiB, e 500 ms and 1 MiB, d 400 ms and 1 MiB, c 300 ms and 1 MiB, b 200 ms and 1 MiB',
  ]);
});

const failing = (module: string, error: string): ImportedModule => ({
  module,
  imported: false,
  seconds: 0.1,
  error,
});

const noPytest = "ModuleNotFoundError: No module named 'pytest'";

it('a layer that passed lists the submodules that do not import, by cause, on each run', () => {
  const outcome = outcomeOf(
    'passed',
    [
      imported('six', 0.1),
      failing('six.a', 'ImportError: no numpy/core'),
      ...['b', 'c', 'd', 'e'].map((name) => failing(`six.${name}`, noPytest)),
      failing('six.e.f', 'its package six.e does not import'),
      failing('six.e.f.g', 'its package six.e.f does not import'),
    ],
    'submodules',
  );
  const lines = describe(outcome);
  expect(lines[0]).toMatch(/^python3.12\/arm64: passed: 1 of 8 modules import in /);
  const excused = [
    '  7 submodules do not import; no top-level module needs them, so the layer passes:',
    `    six.b, six.c, six.d and 1 more, with 2 modules below them: ${noPytest}`,
    '    six.a: ImportError: no numpy/core',
  ];
  expect(lines.slice(-3)).toEqual(excused);
  expect(describe(outcome, { before: true }).slice(1)).toEqual(excused);
  expect(describe(outcome, { before: true, submodules: false }).slice(1)).toEqual([
    '  7 submodules do not import; no top-level module needs them, so the layer passes; --submodules lists them',
  ]);
  const one = outcomeOf('passed', [imported('six', 0.1), failing('six.a', noPytest)], 'submodules');
  expect(describe(one).at(-2)).toMatch(/1 submodule does not import; .* needs it,/);
});

it('imports that pruning broke come first, then other failures, and the rest is counted', () => {
  const outcome = outcomeOf(
    'failed',
    [
      failing('alpha', noPytest),
      imported('kit', 0.1),
      failing('kit.a', "ModuleNotFoundError: No module named 'kit.engine'"),
      failing('kit.a.b', 'its package kit.a does not import'),
      failing('kit.c', "ImportError: cannot import name 'engine' from 'kit' (/opt/python/kit/__init__.py)"),
      failing('kit.d', noPytest),
    ],
    'submodules',
  );
  expect(describeDecisive(causesOf(outcome))).toEqual([
    'kit.engine was pruned (exclude) and is imported by kit.a, kit.c, with 1 module below them',
    `alpha: ${noPytest}`,
  ]);
  expect(describe(outcome).at(-1)).toBe(
    '  1 other submodule does not import either, which alone would not fail',
  );
});

it('failures of top-level modules come with the lines that would allow them', () => {
  const outcome = outcomeOf('failed', [
    failing('alpha', noPytest),
    failing('alpha.sub', 'its package alpha does not import'),
    failing('kit', "ModuleNotFoundError: No module named 'kit.engine'"),
    imported('six', 0.1),
  ]);
  const [, ...lines] = describeAllowing(causesOf(outcome));
  expect(lines.map((line): unknown => JSON.parse(line.replace(/,$/, '')))).toEqual([
    { module: 'alpha', reason: noPytest },
  ]);
  expect(describeAllowing(causesOf(outcomeOf('passed', [imported('six', 0.1)])))).toEqual([]);
});

it('many causes fill at most one screen', () => {
  const names = Array.from({ length: 300 }, (_, at) => `m${String(at).padStart(3, '0')}`);
  const outcome = outcomeOf(
    'failed',
    names.map((name) => failing(name, `ValueError: ${name}`)),
  );
  const lines = describeDecisive(causesOf(outcome));
  expect(lines).toHaveLength(9);
  expect(lines.at(-1)).toBe('and 292 modules for 292 more reasons; see verification.json next to layer.zip');
});

it('a run on Lambda has its region and endpoint', () => {
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
  expect(describe(verification)).toEqual([
    'python3.12/arm64: failed: 0 of 1 modules import in 500 ms (CPython 3.12.9, a function in eu-central-1 at http://127.0.0.1:4566)',
  ]);
});

it('a zip that was verified before is one line', () => {
  const [line = '', ...more] = describe(outcomeOf('failed', [broken]), { before: true, submodules: false });
  expect(line).toMatch(/; the same zip was verified before$/);
  expect(more).toEqual([]);
});
