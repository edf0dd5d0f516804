import { readdir } from 'node:fs/promises';
import { formatFailure, type LayerkitError } from '@layerkit/failure';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import { layerProjects } from '../test/layer-project.ts';
import { lockLayer } from './lock-layer.ts';

/** Real uv; the real PyPI where the environment names no other index. */
const project = layerProjects(testEnvironment());
const serve = indexServers();

const failing = async (requirements: string, env?: NodeJS.ProcessEnv): Promise<LayerkitError> => {
  const request = await project(requirements);
  const failure = await failureOf(lockLayer({ ...request, ...(env === undefined ? {} : { env }) }));
  expect(await readdir(request.projectRoot)).toEqual(['requirements.in']);
  return failure;
};

it('requirements that do not exist are named, with their lines', async () => {
  const { code, message, problems } = await failing(
    'six\nLayerkit_no.such-project-1>=2\nlayerkit-no-such-project-2; sys_platform == "win32"\n',
  );
  expect(code).toBe('lock/unknown-requirement');
  expect(message).toContain('“layerkit-no-such-project-1”');
  expect(problems).toEqual([
    expect.stringMatching(/^requirements\.in:2: layerkit-no-such-project-1: not at https:\S+\/simple\/$/),
  ]);
});

it('a file without a requirement is no reason to empty the lock', async () => {
  const { code, message } = await failing('# six, later\n');
  expect(code).toBe('requirements/invalid');
  expect(message).toMatch(/requirements\.in requires nothing/);
});

it('a requirement without a wheel is named, with what there is instead', async () => {
  const { code, message, problems } = await failing('six\ndocopt\n');
  expect(code).toBe('lock/no-wheel');
  expect(message).toContain('python3.12/x86_64 of “docopt”');
  expect(problems).toEqual([expect.stringMatching(/^requirements\.in:2: docopt-.*: a source distribution/)]);
});

it('so is one that only another package requires', async () => {
  const { code, problems } = await failing('pipreqs<0.4.9\n');
  expect(code).toBe('lock/no-wheel');
  expect(problems.join('\n')).toMatch(/required by another package: docopt-/);
});

it('one with wheels for others only says for whom, the nearest first', async () => {
  const { code, problems } = await failing('pywin32\nmarkupsafe==2.1.2\n');
  expect(code).toBe('lock/no-wheel');
  expect(problems[0]).toMatch(/^requirements\.in:1: pywin32-.*-cp312-cp312-win\w+\.whl: for Windows$/);
  expect(problems.join('\n')).toMatch(/:2: MarkupSafe-2\.1\.2-cp311-cp311-manylinux\S+: for CPython 3\.11\n/);
});

it('limits that exclude one another are told in the resolver’s words', async () => {
  const { code, problems } = await failing('boto3==1.34.0\nbotocore<1.30\n');
  expect(code).toBe('lock/unsatisfiable');
  expect(problems.join('\n')).toContain('boto3==1.34.0 depends on botocore');
});

it.each([
  ['six==99', 'there is no version of six==99'],
  ['six>99', 'only six<='],
])('so is a version that there is none of: %s', async (requirement, reason) => {
  const { code, problems } = await failing(`${requirement}\n`);
  expect(code).toBe('lock/unsatisfiable');
  expect(problems.join('\n')).toContain(reason);
});

it('a requirement that is none fails in the resolver’s words', async () => {
  const { code, problems } = await failing('six; bad == marker\n');
  expect(code).toBe('resolver/failed');
  expect(problems.join('\n')).toContain('bad');
});

it('an index that can’t be reached is named, without its credentials', async () => {
  const env = testEnvironment({
    UV_INDEX_URL: 'http://user:secret@127.0.0.1:4/simple',
    UV_HTTP_RETRIES: '0',
  });
  const failure = await failing('six\n', env);
  expect(failure.code).toBe('index/unreachable');
  expect(formatFailure(failure)).toContain('http://127.0.0.1:4/simple/');
  expect(formatFailure(failure, { verbose: true })).not.toContain('secret');
});

it('an index that wants other credentials is named, without those it got', async () => {
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

it('no uv is an error that says how to get one', async () => {
  const { code, hint } = await failing('six\n', { ...testEnvironment(), LAYERKIT_UV: '/absent/uv' });
  expect(code).toBe('resolver/not-found');
  expect(hint).toContain('pip install uv');
});

it('a lock that is called off leaves nothing behind', async () => {
  const request = await project('six\n');
  const reason = new Error('called off');
  await expect(lockLayer({ ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(await readdir(request.projectRoot)).toEqual(['requirements.in']);
});
