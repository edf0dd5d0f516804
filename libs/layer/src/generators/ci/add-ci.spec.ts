import { formatFiles } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parse } from 'yaml';
import { addCi, type CiOptions } from './add-ci.ts';

const options: CiOptions = { provider: 'github', defaultBranch: 'main', packageManager: 'npm' };
const github = '.github/workflows/layers.yml';

const written = (more: Partial<CiOptions>): string => {
  const tree = createTreeWithEmptyWorkspace();
  const [file] = addCi(tree, { ...options, ...more });
  return tree.read(file?.path ?? '', 'utf8') ?? '';
};

it.each([
  ['github', github],
  ['gitlab', '.gitlab-ci.yml'],
] as const)('the workflow of %s is one file', (provider, path) => {
  const tree = createTreeWithEmptyWorkspace();
  const before = tree.listChanges().length;
  expect(addCi(tree, { ...options, provider })).toEqual([{ path, kept: false }]);
  expect(tree.listChanges()).toHaveLength(before + 1);
  expect(parse(tree.read(path, 'utf8') ?? '', { merge: true })).toMatchObject({});
});

it('the provider “none” adds no file', () => {
  const tree = createTreeWithEmptyWorkspace();
  const before = tree.listChanges().length;
  expect(addCi(tree, { ...options, provider: 'none' })).toEqual([]);
  expect(tree.listChanges()).toHaveLength(before);
});

it('an existing file is kept and reported', () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write(github, 'name: mine\n');
  expect(addCi(tree, options)).toEqual([{ path: github, kept: true }]);
  expect(tree.read(github, 'utf8')).toBe('name: mine\n');
});

it('the workflow publishes from the given branch', () => {
  const text = written({ defaultBranch: 'trunk' });
  expect(text).toContain('branches: [trunk]');
  expect(text).toContain("github.ref == 'refs/heads/trunk'");
  expect(text).toContain('main-branch-name: trunk');
  expect(text).not.toMatch(/\bmain$/m);
});

it('only the job that publishes may request AWS credentials, and no job has more permissions than it uses', () => {
  const { permissions, jobs } = parse(written({})) as {
    readonly permissions: unknown;
    readonly jobs: Readonly<Record<string, { readonly permissions: unknown }>>;
  };
  expect(permissions).toEqual({});
  expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ['check', { contents: 'read', actions: 'read' }],
    ['publish', { contents: 'read', actions: 'read', 'id-token': 'write' }],
  ]);
});

it.each(['github', 'gitlab'] as const)(
  'the workflow uses the package manager of the workspace: %s',
  (provider) => {
    const [npm, pnpm] = [written({ provider }), written({ provider, packageManager: 'pnpm' })];
    expect(npm).toContain('npm ci');
    expect(npm).toContain('npx nx affected');
    expect(npm).not.toContain('pnpm');
    expect(pnpm).toContain('pnpm install --frozen-lockfile');
    expect(pnpm).toContain('pnpm exec nx affected');
    expect(pnpm).not.toMatch(/npm ci|npx/);
  },
);

it.each(['github', 'gitlab'] as const)('the workflow runs only layers and functions: %s', (provider) => {
  const commands = written({ provider }).match(/npx nx .*/g);
  expect(commands).toHaveLength(6);
  // tools/e2e/acceptance/ci-workflows.spec.ts tests these flags with another project
  for (const command of commands ?? [])
    expect(command).toMatch(
      /^npx nx (?:run-many -t lock -p 'tag:layerkit:\*' --check|affected -t \w+ --exclude='\*,!tag:layerkit:\*')$/,
    );
});

it.each(['github', 'gitlab'] as const)('Prettier does not change the workflow: %s', async (provider) => {
  const tree = createTreeWithEmptyWorkspace();
  for (const file of tree.children('.').filter((name) => name.startsWith('.oxfmt'))) tree.delete(file);
  tree.write('.prettierrc', JSON.stringify({ singleQuote: true }));
  const [file] = addCi(tree, { ...options, provider });
  const text = tree.read(file?.path ?? '', 'utf8');
  await formatFiles(tree);
  expect(tree.read(file?.path ?? '', 'utf8')).toBe(text);
});
