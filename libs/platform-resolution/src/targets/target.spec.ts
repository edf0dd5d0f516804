import { isLayerkitError } from '@layerkit/failure';
import {
  architectures,
  formatTarget,
  parseArchitecture,
  parseRuntime,
  parseTarget,
  runtimes,
} from '../index.ts';
import { coveringUvPlatform, uvPlatform } from '../tags.ts';

const failureOf = (run: () => unknown): { code: string; hint: string | undefined } => {
  try {
    run();
  } catch (error) {
    if (isLayerkitError(error)) return { code: error.code, hint: error.hint };
    throw error;
  }
  throw new Error('nothing was thrown');
};

it('parseTarget reads every target that formatTarget writes', () => {
  const targets = runtimes.flatMap((runtime) =>
    architectures.map((architecture) => ({ runtime, architecture })),
  );
  expect(targets).toHaveLength(2 * runtimes.length);
  expect(targets.map((target) => parseTarget(formatTarget(target)))).toEqual(targets);
});

it('the error for an unknown runtime or architecture names the known ones', () => {
  const runtime = failureOf(() => parseRuntime('python3.8'));
  expect(runtime.code).toBe('platform/unknown-runtime');
  expect(runtime.hint).toContain(runtimes.join(', '));
  const architecture = failureOf(() => parseArchitecture('aarch64'));
  expect(architecture.code).toBe('platform/unknown-architecture');
  expect(architecture.hint).toContain('x86_64, arm64');
});

it.each([
  ['3.12', 'python3.12'],
  ['py312', 'python3.12'],
  ['Python 3.9', 'python3.9'],
  ['python-3.10', 'python3.10'],
  ['p313', 'python3.13'],
])('the error for the runtime “%s” suggests %s', (text, runtime) => {
  expect(failureOf(() => parseRuntime(text)).hint).toContain(`Did you mean ${runtime}? Use one of: `);
});

it.each(['', '3', '3.8', 'nodejs22.x', 'python3.12.1', 'python31'])(
  'the error for the runtime “%s” suggests none',
  (text) => {
    expect(failureOf(() => parseRuntime(text)).hint).toMatch(/^Use one of: /);
  },
);

it.each([
  ['amd64', 'x86_64'],
  ['x86-64', 'x86_64'],
  ['AARCH64', 'arm64'],
])('the error for the architecture “%s” suggests %s', (text, architecture) => {
  expect(failureOf(() => parseArchitecture(text)).hint).toContain(
    `Did you mean ${architecture}? Use one of: `,
  );
});

it.each(['', 'riscv64'])('the error for the architecture “%s” suggests none', (text) => {
  expect(failureOf(() => parseArchitecture(text)).hint).toMatch(/^Use one of: /);
});

it.each(['', 'python3.12', 'python3.12/x86_64/', 'python3.12-x86_64'])('“%s” is not a target', (text) => {
  expect(failureOf(() => parseTarget(text)).code).toBe('platform/invalid-target');
});

it.each([
  ['python3.9/x86_64', 'x86_64-manylinux_2_17'],
  ['python3.11/arm64', 'aarch64-manylinux_2_17'],
  ['python3.12/x86_64', 'x86_64-manylinux_2_34'],
  ['python3.14/arm64', 'aarch64-manylinux_2_34'],
])('uv’s name for %s is %s', (target, platform) => {
  expect(uvPlatform(parseTarget(target))).toBe(platform);
});

it.each([
  ['python3.9/x86_64', 'x86_64-manylinux_2_28'],
  ['python3.11/arm64', 'aarch64-manylinux_2_28'],
  ['python3.12/x86_64', 'x86_64-manylinux_2_34'],
])('uv’s name for a platform that includes every wheel for %s is %s', (target, platform) => {
  expect(coveringUvPlatform(parseTarget(target))).toBe(platform);
});
