import { isLayerkitError } from '@layerkit/failure';
import {
  architectures,
  formatTarget,
  parseArchitecture,
  parseRuntime,
  parseTarget,
  runtimes,
  coveringUvPlatform,
  uvPlatform,
} from '../index.ts';

const failureOf = (run: () => unknown): { code: string; hint: string | undefined } => {
  try {
    run();
  } catch (error) {
    if (isLayerkitError(error)) return { code: error.code, hint: error.hint };
    throw error;
  }
  throw new Error('nothing was thrown');
};

it('every target survives being written and read', () => {
  const targets = runtimes.flatMap((runtime) =>
    architectures.map((architecture) => ({ runtime, architecture })),
  );
  expect(targets).toHaveLength(2 * runtimes.length);
  expect(targets.map((target) => parseTarget(formatTarget(target)))).toEqual(targets);
});

it('an unknown runtime or architecture is refused with the known ones', () => {
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
])('“%s” is taken for a way to write %s', (text, runtime) => {
  expect(failureOf(() => parseRuntime(text)).hint).toContain(`Did you mean ${runtime}? Known`);
});

it.each(['', '3', '3.8', 'nodejs22.x', 'python3.12.1', 'python31'])(
  '“%s” is taken for no runtime',
  (text) => {
    expect(failureOf(() => parseRuntime(text)).hint).toMatch(/^Known/);
  },
);

it.each([
  ['amd64', 'x86_64'],
  ['x86-64', 'x86_64'],
  ['AARCH64', 'arm64'],
])('“%s” is taken for a way to write %s', (text, architecture) => {
  expect(failureOf(() => parseArchitecture(text)).hint).toContain(`Did you mean ${architecture}? Known`);
});

it.each(['', 'riscv64'])('“%s” is taken for no architecture', (text) => {
  expect(failureOf(() => parseArchitecture(text)).hint).toMatch(/^Known/);
});

it.each(['', 'python3.12', 'python3.12/x86_64/', 'python3.12-x86_64'])('“%s” is no target', (text) => {
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
])('uv’s name for all that %s takes, and perhaps more, is %s', (target, platform) => {
  expect(coveringUvPlatform(parseTarget(target))).toBe(platform);
});
