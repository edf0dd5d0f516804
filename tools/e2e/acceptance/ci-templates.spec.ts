import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ciFile } from '../src/ci/ci-file.ts';
import { wouldRun } from '../src/ci/run-github-job.ts';
import { scriptOf } from '../src/ci/run-gitlab-job.ts';
import { installValidators, type Validate } from '../src/packages/validators.ts';
import { temporaryFolders } from '@layerkit/testing-files';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';

const temporaryFolder = temporaryFolders();
let validate: Validate;

beforeAll(async () => {
  validate = await installValidators(await temporaryFolder(), 'workflow-validators');
}, 300_000);

/** The templates pin actions by major tag, as docs/ci.md explains. Everything else must pass. */
const zizmorConfig = 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "*": ref-pin\n';

const write = async (file: { readonly path: string; readonly text: string }): Promise<string> => {
  const path = join(await temporaryFolder(), file.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.text);
  return path;
};

describe.each(['npm', 'pnpm'] as const)('the workflow for GitHub Actions with %s', (packageManager) => {
  const file = ciFile({ provider: 'github', packageManager });

  it('matches GitHub’s schema of workflows', async () => {
    const args = ['--builtin-schema', 'vendor.github-workflows', await write(file)];
    expect(await validate('check-jsonschema', args)).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it('passes actionlint’s checks of keys, expressions, inputs of actions, needs and shell', async () => {
    const args = ['--ignore', 'unpinned-uses', await write(file)];
    expect(await validate('jactionlint', args)).toEqual({ exitCode: 0, output: '' });
  }, 60_000);

  it('passes zizmor’s checks of permissions, injection, stored credentials and poisoned caches', async () => {
    const config = await write({ path: 'zizmor.yml', text: zizmorConfig });
    const args = ['--offline', '--no-progress', '--quiet', '--config', config, await write(file)];
    expect(await validate('zizmor', args)).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it.each([
    ['pull_request', 'refs/pull/1/merge', false],
    ['push', 'refs/heads/main', true],
    ['workflow_dispatch', 'refs/heads/main', true],
    ['workflow_dispatch', 'refs/heads/elsewhere', false],
  ])('runs the job publish for %s of %s: %s', (event_name, ref, published) => {
    expect(wouldRun(file.text, 'publish', { github: { event_name, ref } })).toBe(published);
    expect(wouldRun(file.text, 'check', { github: { event_name, ref } })).toBe(true);
  });
});

describe.each(['npm', 'pnpm'] as const)('the pipeline for GitLab with %s', (packageManager) => {
  it('matches GitLab’s schema of pipelines', async () => {
    const path = await write(ciFile({ provider: 'gitlab', packageManager }));
    const args = ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', path];
    expect(await validate('check-jsonschema', args)).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it.each(['check', 'publish'])(
    'has a script that passes shellcheck: %s',
    async (job) => {
      const { text } = ciFile({ provider: 'gitlab', packageManager });
      const path = await write({ path: `${job}.sh`, text: scriptOf(text, job) });
      expect(await validate('shellcheck', ['--shell=bash', path])).toEqual({ exitCode: 0, output: '' });
    },
    60_000,
  );
});

describe('this repository on GitHub', () => {
  const own = (path: string) => join(workspaceRoot, path);
  const workflow = own('.github/workflows/ci.yml');

  it.each([
    ['vendor.github-workflows', '.github/workflows/ci.yml'],
    ['vendor.github-issue-forms', '.github/ISSUE_TEMPLATE/bug.yml'],
    ['vendor.github-issue-forms', '.github/ISSUE_TEMPLATE/feature.yml'],
    ['vendor.github-issue-config', '.github/ISSUE_TEMPLATE/config.yml'],
    ['vendor.renovate', 'renovate.json'],
  ])(
    'matches the schema %s: %s',
    async (schema, path) => {
      const args = ['--builtin-schema', schema, own(path)];
      expect(await validate('check-jsonschema', args)).toMatchObject({ exitCode: 0 });
    },
    60_000,
  );

  it('has a workflow that passes actionlint and zizmor, pinned actions included', async () => {
    expect(await validate('jactionlint', [workflow])).toEqual({ exitCode: 0, output: '' });
    const strict = ['--offline', '--no-progress', '--quiet', '--persona', 'pedantic'];
    expect(await validate('zizmor', [...strict, workflow])).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it('would fail with an action that is pinned by its tag', async () => {
    const text = (await readFile(workflow, 'utf8')).replace(/@[0-9a-f]{40} # (v\d+)\S*/g, '@$1');
    const path = await write({ path: '.github/workflows/ci.yml', text });
    expect((await validate('zizmor', ['--offline', '--no-progress', path])).output).toContain(
      'unpinned-uses',
    );
    expect((await validate('jactionlint', [path])).output).toContain('unpinned');
  }, 60_000);
});

// The validators must be able to fail
describe('the validators', () => {
  const github = ciFile({ provider: 'github', packageManager: 'npm' });

  it('find the faults of a broken workflow', async () => {
    const path = await write({ ...github, text: github.text.replace('needs: check', 'needs: chek') });
    expect((await validate('jactionlint', [path])).output).toContain('chek');
    const writable = github.text.replace(/contents: read/g, 'contents: all');
    const args = ['--builtin-schema', 'vendor.github-workflows', await write({ ...github, text: writable })];
    expect(await validate('check-jsonschema', args)).toMatchObject({ exitCode: 1 });
    const injected = github.text.replace('- run: npm ci', '- run: echo "${{ github.head_ref }}"');
    const risky = await write({ ...github, text: injected });
    const found = await validate('zizmor', ['--offline', '--no-progress', risky]);
    expect(found.output).toContain('template-injection');
  }, 60_000);

  it('find the faults of a broken pipeline', async () => {
    const gitlab = ciFile({ provider: 'gitlab', packageManager: 'npm' });
    const text = gitlab.text.replace('stage: publish', 'stage: [publish]').replace('id_tokens:', 'id_token:');
    const args = ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci'];
    const path = await write({ ...gitlab, text });
    expect(await validate('check-jsonschema', [...args, path])).toMatchObject({ exitCode: 1 });
  }, 60_000);
});
