import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testEnvironment } from '@layerkit/testing-packages';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { runGithubJob, type StepRun } from '../src/ci/run-github-job.ts';
import { runGitlabJob } from '../src/ci/run-gitlab-job.ts';
import { copyFolders, newRunnerMachine, type RunnerMachine } from '../src/ci/runner-machine.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import {
  readToken,
  startRemoteCache,
  writeToken,
  type RemoteCache,
} from '../src/remote-cache/start-remote-cache.ts';
import {
  packedWorkspace,
  functionProject,
  initWorkspace,
  layerProject,
  sourceLayerProject,
} from '../src/consumer/packed-workspace.ts';
import { commitAll } from '../src/workspace/repository.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { addFunction, addLayer, writeWorkspaceFile } from '../src/workspace/projects.ts';
import { runNx, startedTasks } from '../src/workspace/run-nx.ts';
import { temporaryFolders } from '@layerkit/testing-files';

// Runs the workflows’ own commands in order, on machines that have only a clone. The tests stand in for what
// GitHub and GitLab do themselves: actions, tokens, caches.

const temporaryFolder = temporaryFolders();
const github = '.github/workflows/layers.yml';
const gitlab = '.gitlab-ci.yml';
const role = 'arn:aws:iam::000000000000:role/layers';

let origin: Workspace;
let cache: RemoteCache;
const commits = { first: '', changed: '', stale: '' };
const uv = { LAYERKIT_UV: testEnvironment()['LAYERKIT_UV'] ?? '' };

beforeAll(async () => {
  cache = await startRemoteCache();
  origin = await packedWorkspace();
  await addLayer(origin, 'pinned', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'six==1.17.0\n', ...layerProject('pinned') },
  });
  await addLayer(origin, 'own', {
    definition: { sources: 'src' },
    files: { 'src/own.py': 'NAME = "first"\n', ...sourceLayerProject('own') },
  });
  await addFunction(origin, 'teller', {
    definition: { layers: ['pinned', 'own'], smoke: [{ name: 'tells', expect: { six: '1.17.0' } }] },
    files: {
      'src/app.py':
        'import own, six\ndef handle(event, context):\n    return {"own": own.NAME, "six": six.__version__}\n',
      ...functionProject('teller'),
    },
  });
  // A project of someone else: if a workflow runs any of its Nx targets, the job fails
  const targets = ['lock', 'build', 'verify', 'publish', 'deploy', 'smoke'];
  const foreign = Object.fromEntries(targets.map((target) => [target, { command: 'exit 1' }]));
  await writeWorkspaceFile(
    origin,
    'apps/web/project.json',
    JSON.stringify({ name: 'web', targets: foreign }),
  );
  for (const ci of ['github', 'gitlab']) await initWorkspace(origin, ['--explicit', `--ci=${ci}`]);
  const locked = await runNx(origin.root, ['run', 'pinned:lock'], uv);
  if (locked.exitCode !== 0) throw new Error(locked.output);
  commits.first = await commitAll(origin, 'Two layers and a function');
  await writeWorkspaceFile(origin, 'apps/own/src/own.py', 'NAME = "changed"\n');
  await writeWorkspaceFile(origin, 'apps/web/index.html', '<p>changed');
  commits.changed = await commitAll(origin, 'Another name');
  await writeWorkspaceFile(origin, 'apps/pinned/requirements.in', 'six==1.16.0\n');
  commits.stale = await commitAll(origin, 'A requirement changed, and not its lock');
}, 600_000);

afterAll(async () => {
  await cache.stop();
  await origin.remove();
});

/** Runs on a new machine, which is deleted afterwards. */
const onMachine = async <Result>(
  commit: string,
  env: Readonly<Record<string, string>>,
  work: (machine: RunnerMachine) => Promise<Result>,
): Promise<Result> => {
  const machine = await newRunnerMachine(origin, commit, env);
  try {
    return await work(machine);
  } finally {
    await machine.remove();
  }
};

const endpointOf = ({ env }: LocalAws) => ({
  AWS_ENDPOINT_URL: env['AWS_ENDPOINT_URL'] ?? '',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Returns the live layer versions, as `name:version`, and the layers attached to the function. */
const liveOn = async ({ lambda }: LocalAws) => {
  const live: string[] = [];
  for (const name of ['pinned', 'own'])
    for await (const { version } of lambda.layers.list(name)) live.push(`${name}:${version}`);
  const attached = (await lambda.functions.get('teller'))?.configuration.layers ?? [];
  return { live, attached: attached.map((arn) => arn.split(':').slice(-2).join(':')) };
};

const afterTheChange = { live: ['pinned:1', 'own:2', 'own:1'], attached: ['pinned:1', 'own:2'] };

const tasksOfTheChange = ['own:build', 'own:verify', 'pinned:lock', 'teller:build'];

/** Returns each task once, even if a later command asks for it again. */
const tasksOf = (output: string): readonly string[] =>
  [...new Set(startedTasks({ exitCode: 0, output }))].toSorted();

const remoteCache = () => ({
  NX_CACHE_SERVER: cache.env(writeToken)['NX_SELF_HOSTED_REMOTE_CACHE_SERVER'] ?? '',
});

describe('the workflow for GitHub Actions', () => {
  let aws: LocalAws;
  let caches: string;

  beforeAll(async () => {
    [aws, caches] = await Promise.all([startLocalAws(), temporaryFolder()]);
  });
  afterAll(() => aws.stop());

  interface Run {
    readonly job: 'check' | 'publish';
    readonly event: string;
    readonly commit: string;
    /** The commit of the last successful run. */
    readonly base: string;
    readonly vars?: Readonly<Record<string, string>>;
  }

  const run = ({ job, event, commit, base, vars = {} }: Run): Promise<readonly StepRun[]> =>
    onMachine(commit, { ...uv, ...endpointOf(aws) }, async ({ place }) => {
      const kept = ['.nx/cache', '.nx/workspace-data'];
      const steps = await runGithubJob({
        workflow: await readFile(join(place.cwd, github), 'utf8'),
        job,
        contexts: {
          github: { event_name: event, ref: 'refs/heads/main' },
          vars: { AWS_ROLE_ARN: role, AWS_REGION: 'eu-central-1', ...vars },
          secrets: { NX_CACHE_READ_TOKEN: readToken, NX_CACHE_WRITE_TOKEN: writeToken },
        },
        place,
        actions: {
          'actions/checkout': () => ({}),
          'actions/setup-node': () => ({}),
          'actions/setup-python': () => ({}),
          'actions/cache': async ({ path = '' }) => {
            if (path.includes('.nx')) await copyFolders(kept, join(caches, job), place.cwd);
            return {};
          },
          'nrwl/nx-set-shas': () => ({ NX_BASE: base, NX_HEAD: commit }),
          'aws-actions/configure-aws-credentials': (inputs) => {
            expect(job).toBe('publish');
            expect(inputs).toEqual({ 'role-to-assume': role, 'aws-region': 'eu-central-1' });
            return { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'eu-central-1' };
          },
        },
      });
      await copyFolders(kept, place.cwd, join(caches, job));
      return steps;
    });

  const outputs = (steps: readonly StepRun[]): string => steps.map(({ output }) => output).join('\n');
  const failed = (steps: readonly StepRun[]) => steps.filter(({ exitCode }) => exitCode !== 0);

  it('publishes and tests everything when it is started by hand', async () => {
    const { first: commit } = commits;
    const steps = await run({ job: 'publish', event: 'workflow_dispatch', commit, base: commit });
    expect(failed(steps)).toEqual([]);
    expect(await liveOn(aws)).toEqual({ live: ['pinned:1', 'own:1'], attached: ['pinned:1', 'own:1'] });
    expect(outputs(steps)).toMatch(/^passed +tells/m);
  }, 600_000);

  it('checks only what a pull request changes, even if the remote cache fails', async () => {
    const { first: base, changed: commit } = commits;
    cache.answerWith(503);
    const steps = await run({ job: 'check', event: 'pull_request', commit, base, vars: remoteCache() });
    cache.answerWith();
    expect(failed(steps)).toEqual([]);
    expect(outputs(steps)).toContain('::warning::Continuing without the remote cache, which answered 503');
    expect(tasksOf(outputs(steps))).toEqual(tasksOfTheChange);
  }, 600_000);

  it('publishes the change once it is merged, leaves the other layer as it is, and fills the remote cache', async () => {
    const { first: base, changed: commit } = commits;
    const steps = await run({ job: 'publish', event: 'push', commit, base, vars: remoteCache() });
    expect(failed(steps)).toEqual([]);
    expect(await liveOn(aws)).toEqual(afterTheChange);
    expect(cache.entries.size).toBe(2);
  }, 600_000);

  it('stops at a stale lock and prints the command to run', async () => {
    const { changed: base, stale: commit } = commits;
    const steps = await run({ job: 'check', event: 'pull_request', commit, base });
    const last = steps.at(-1);
    expect(failed(steps)).toHaveLength(1);
    expect(last?.name).toContain('lock');
    expect(last?.output).toContain('lock/stale');
    expect(last?.output).toContain('Run “nx run pinned:lock” and commit what it writes.');
  }, 600_000);
});

describe('the pipeline for GitLab', () => {
  let aws: LocalAws;
  let caches: string;

  beforeAll(async () => {
    [aws, caches] = await Promise.all([startLocalAws(), temporaryFolder()]);
  });
  afterAll(() => aws.stop());

  const run = (
    job: 'check' | 'publish',
    commit: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<ProcessRun> => {
    const credentials = {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'eu-central-1',
    };
    const given = job === 'publish' ? { ...credentials, AWS_ID_TOKEN: 'token' } : {};
    const all = { ...uv, ...endpointOf(aws), ...given, CI_COMMIT_SHA: commit, ...env };
    return onMachine(commit, all, async ({ place }) =>
      runGitlabJob({ pipeline: await readFile(join(place.cwd, gitlab), 'utf8'), job, place, caches }),
    );
  };

  it('publishes and tests everything if it knows of no earlier publication', async () => {
    const first = await run('publish', commits.first);
    expect(first).toMatchObject({ exitCode: 0 });
    expect(await liveOn(aws)).toEqual({ live: ['pinned:1', 'own:1'], attached: ['pinned:1', 'own:1'] });
    expect(first.output).toMatch(/^passed +tells/m);
  }, 600_000);

  it('checks only what a merge request changes', async () => {
    const base = { CI_MERGE_REQUEST_DIFF_BASE_SHA: commits.first };
    const checked = await run('check', commits.changed, base);
    expect(checked).toMatchObject({ exitCode: 0 });
    expect(tasksOf(checked.output)).toEqual(tasksOfTheChange);
  }, 600_000);

  it('publishes what changed since the last publication, and builds nothing that is in its cache', async () => {
    const changed = await run('publish', commits.changed);
    expect(changed).toMatchObject({ exitCode: 0 });
    expect(await liveOn(aws)).toEqual(afterTheChange);
    const again = await run('publish', commits.changed);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(tasksOf(again.output)).toEqual([]);
  }, 600_000);
});
