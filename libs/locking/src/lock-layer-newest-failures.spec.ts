import { formatFailure, type LayerkitError } from '@layerkit/failure';
import { parseTarget } from '@layerkit/platform-resolution';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel, type TinyWheel } from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { lockLayer } from './lock-layer.ts';

/** With the real uv, and the test’s own index: the errors name the lines that the user wrote. */
const project = layerProjects(testEnvironment());
const serve = indexServers();

const native = (version: string, glibc: number): TinyWheel => ({
  project: 'native',
  version,
  tag: `cp311-cp311-manylinux_2_${String(glibc)}_x86_64`,
});
const versions = [native('1.0', 17), native('1.9', 28), native('2.0', 28)];
const needing = (name: string, ...requires: readonly string[]): TinyWheel => ({
  project: name,
  version: '1.0',
  requires,
});

const failing = async (requirements: string, wheels: readonly TinyWheel[]): Promise<LayerkitError> => {
  const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
  const request = { ...(await project(requirements)), target: parseTarget('python3.11/x86_64') };
  const failure = await failureOf(lockLayer({ ...request, env: testEnvironment({ UV_DEFAULT_INDEX: url }) }));
  expect(formatFailure(failure)).not.toContain('!=');
  return failure;
};

const reason = 'has no compatible wheel (needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26)';

it.each(['native>=1.5', 'native==2.0', 'native[extra]>1.9'])(
  'the error names %s, which allows no version with a wheel',
  async (line) => {
    const { code, message, problems } = await failing(`six\n${line}\n`, [...versions, needing('six')]);
    expect(code).toBe('lock/no-wheel');
    expect(message).toContain(
      'no version of “native” that requirements.in allows has a wheel for python3.11/x86_64',
    );
    expect(problems).toEqual([
      `requirements.in:2: ${line}: native 2.0 ${reason}, and no other allowed version has a wheel; the newest version with one is 1.0`,
    ]);
  },
);

it('the error names a package without any wheel for the target', async () => {
  const { code, problems } = await failing('native\n', [native('2.0', 28)]);
  expect(code).toBe('lock/no-wheel');
  expect(problems).toEqual([
    `requirements.in:1: native: native 2.0 ${reason}, and no other allowed version has a wheel`,
  ]);
});

it('the error names the line that requires a package without a wheel', async () => {
  const { code, problems } = await failing('six\napp\n', [
    ...versions,
    needing('six', 'native'),
    needing('app', 'between'),
    needing('between', 'native>1'),
  ]);
  expect(code).toBe('lock/no-wheel');
  expect(problems).toEqual([
    expect.stringContaining(`requirements.in:2: app needs native 2.0, which ${reason}`),
  ]);
});

it('the error for lines that fail only together names the excluded versions', async () => {
  const { code, problems } = await failing('one\ntwo\n', [
    native('0.9', 17),
    ...versions,
    needing('one', 'native!=1.0'),
    needing('two', 'native>=1.0'),
  ]);
  expect(code).toBe('lock/no-wheel');
  expect(problems).toEqual([
    `requirements.in: native 2.0 ${reason}, and no other allowed version has a wheel; the newest version with one is 1.0`,
  ]);
});

it('the error for contradicting requirements has the messages of uv on any target', async () => {
  const { code, problems } = await failing('native<1.5\nnative>1.5\n', versions);
  expect(code).toBe('lock/unsatisfiable');
  expect(problems.join('\n')).toContain('native>1.5');
});
