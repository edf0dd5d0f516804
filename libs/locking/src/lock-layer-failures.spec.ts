import { readdir } from 'node:fs/promises';
import { formatFailure, type LayerkitError } from '@layerkit/failure';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { lockLayer } from './lock-layer.ts';

/** With the real uv, and the real PyPI if the environment names no other index. */
const project = layerProjects(testEnvironment());
const serve = indexServers();

const failing = async (requirements: string, env?: NodeJS.ProcessEnv): Promise<LayerkitError> => {
  const request = await project(requirements);
  const failure = await failureOf(lockLayer({ ...request, ...(env === undefined ? {} : { env }) }));
  expect(await readdir(request.projectRoot)).toEqual(['requirements.in']);
  return failure;
};

it('the error for unknown requirements names them with their lines', async () => {
  const { code, message, problems } = await failing(
    'six\nLayerkit_no.such-project-1>=2\nlayerkit-no-such-project-2; sys_platform == "win32"\n',
  );
  expect(code).toBe('lock/unknown-requirement');
  expect(message).toContain('“layerkit-no-such-project-1”');
  expect(problems).toEqual([
    expect.stringMatching(/^requirements\.in:2: layerkit-no-such-project-1: not at https:\S+\/simple\/$/),
  ]);
});

it('a file without requirements is an error and does not empty the lock', async () => {
  const { code, message } = await failing('# six, later\n');
  expect(code).toBe('requirements/invalid');
  expect(message).toMatch(/requirements\.in has no requirements to lock/);
});

it('the error for a requirement without a wheel says what its version is', async () => {
  const { code, message, problems } = await failing('six\ndocopt\n');
  expect(code).toBe('lock/no-wheel');
  expect(message).toBe(
    'no version of “docopt” that requirements.in allows has a wheel for python3.12/x86_64',
  );
  expect(problems).toEqual([
    'requirements.in:2: docopt: docopt 0.6.2 is only a source distribution, and no other allowed version has a wheel',
  ]);
});

it('the error for a package without a wheel names it if only another package requires it', async () => {
  const { code, problems } = await failing('pipreqs<0.4.9\n');
  expect(code).toBe('lock/no-wheel');
  expect(problems.join('\n')).toMatch(
    /^requirements\.in:1: pipreqs<0\.4\.9 needs docopt 0\.6\.2, which is only a source distribution/,
  );
});

it('the error for a package with only other wheels names the nearest platforms', async () => {
  const { code, problems } = await failing('pywin32\nmarkupsafe==2.1.2\n');
  expect(code).toBe('lock/no-wheel');
  expect(problems[0]).toMatch(
    /^requirements\.in:1: pywin32: pywin32 \S+ has no compatible wheel \(for Windows\)/,
  );
  expect(problems.join('\n')).toMatch(
    /:2: markupsafe==2\.1\.2: markupsafe 2\.1\.2 has no compatible wheel \(.*for CPython 3\.11/,
  );
});

it('the error for contradicting requirements has the messages of uv', async () => {
  const { code, problems } = await failing('boto3==1.34.0\nbotocore<1.30\n');
  expect(code).toBe('lock/unsatisfiable');
  expect(problems.join('\n')).toContain('boto3==1.34.0 depends on botocore');
});

it.each([
  ['six==99', 'there is no version of six==99'],
  ['six>99', 'only six<='],
])('the error for a version that does not exist has the messages of uv: %s', async (requirement, reason) => {
  const { code, problems } = await failing(`${requirement}\n`);
  expect(code).toBe('lock/unsatisfiable');
  expect(problems.join('\n')).toContain(reason);
});

it('the error for an invalid requirement has the messages of uv', async () => {
  const { code, problems } = await failing('six; bad == marker\n');
  expect(code).toBe('resolver/failed');
  expect(problems.join('\n')).toContain('bad');
});

it('the error for an unreachable index names it without its credentials', async () => {
  const env = testEnvironment({
    UV_INDEX_URL: 'http://user:secret@127.0.0.1:4/simple',
    UV_HTTP_RETRIES: '0',
  });
  const failure = await failing('six\n', env);
  expect(failure.code).toBe('index/unreachable');
  expect(formatFailure(failure)).toContain('http://127.0.0.1:4/simple/');
  expect(formatFailure(failure, { verbose: true })).not.toContain('secret');
});

it('the error for wrong credentials names the index without them', async () => {
  const { origin } = await serve({ files: [], credentials: 'user:right' });
  const env = testEnvironment({ UV_DEFAULT_INDEX: `${origin.replace('//', '//user:wrong-secret@')}/simple` });
  const failure = await failing('six\n', env);
  expect(failure.code).toBe('index/refused');
  expect(formatFailure(failure)).toContain('401');
  expect(formatFailure(failure, { verbose: true })).not.toContain('secret');
});

it('a wheel whose tag names no C library is not chosen', async () => {
  const { url } = await serve({
    files: [await tinyWheel({ project: 'native', version: '1.0', tag: 'cp312-cp312-linux_x86_64' })],
  });
  const { code, problems } = await failing('native\n', testEnvironment({ UV_DEFAULT_INDEX: url }));
  expect(code).toBe('lock/no-wheel');
  expect(problems).toEqual([expect.stringContaining('names no C library')]);
});

it('the error for a missing uv explains how to install it', async () => {
  const { code, hint } = await failing('six\n', { ...testEnvironment(), LAYERKIT_UV: '/absent/uv' });
  expect(code).toBe('resolver/not-found');
  expect(hint).toContain('pip install uv');
});

it('a canceled lock leaves no files', async () => {
  const request = await project('six\n');
  const reason = new Error('called off');
  await expect(lockLayer({ ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await readdir(request.projectRoot)).toEqual(['requirements.in']);
});
