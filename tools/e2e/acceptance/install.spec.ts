import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { createConsumer, type ConsumerWorkspace } from '../src/consumer/create-consumer.ts';
import { generateLayerAndFunction, writeLayerAndFunction } from '../src/consumer/layer-and-function.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { registryAudits, vulnerablePackages } from '../src/packages/audit.ts';
import { installFromNpm } from '../src/packages/install-from-npm.ts';
import { installedPackages, type InstalledPackage } from '../src/packages/installed-packages.ts';
import { publishedLibraries } from '../src/packages/pack-libraries.ts';
import { plainEnvironment } from '../src/packages/plain-environment.ts';
import { git, nxRelease, planVersion, releasableCopy } from '../src/registry/release.ts';
import { startRegistry, type Registry } from '../src/registry/start-registry.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { cachedTasks, startedTasks } from '../src/workspace/run-nx.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const whereAudited = (await registryAudits()) ? it : it.skip;

/**
 * Minutes as milliseconds. Limits are generous: packages come over the network, and the workspace is compiled
 * again.
 */
const minutes = (count: number): number => count * 60_000;

let registry: Registry;
let workspace: Workspace;

let libraries: readonly string[];

/** Runs `nx release …` and returns its output; if it fails, the test fails. */
const release = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, output } = await nxRelease(workspace, args);
  if (exitCode !== 0) throw new Error(output);
  return output;
};

const publish = () => release('publish', '--registry', registry.url);

/** Returns a field of a package in the registry; undefined if the registry does not have the package. */
const published = async (library: string, field: string): Promise<unknown> => {
  const { stdout } = await execa('npm', ['view', `@layerkit/${library}`, field, '--json'], {
    cwd: workspace.root,
    env: plainEnvironment(),
    extendEnv: false,
    reject: false,
  });
  const answer: unknown = stdout === '' ? undefined : JSON.parse(stdout);
  return typeof answer === 'object' && answer !== null && 'error' in answer ? undefined : answer;
};

beforeAll(async () => {
  libraries = await publishedLibraries();
  registry = await startRegistry();
  workspace = await releasableCopy(registry);
}, minutes(10));

afterAll(async () => {
  await workspace.remove();
  await registry.stop();
});

// The tests depend on one another: each starts where the one before ended.
describe('nx release', () => {
  it(
    'prints what it would do and changes nothing with --dry-run',
    async () => {
      expect(await release('--dry-run', '--skip-publish')).toContain(
        'New version 0.1.0 written to manifest: dist/libs/layer/package.json',
      );
      expect(await git(workspace, 'status', '--short')).toBe('');
      expect(await git(workspace, 'tag', '--list')).toBe('');
    },
    minutes(10),
  );

  it(
    'gives all packages one version, by which they depend on one another; the sources keep theirs',
    async () => {
      const plans = (await readdir(workspace.path('.nx/version-plans'))).map(
        (plan) => `.nx/version-plans/${plan}`,
      );
      expect(plans).toContain('.nx/version-plans/first-release.md');
      await release('--skip-publish');
      expect(await git(workspace, 'tag', '--list')).toBe('v0.1.0');
      expect(await git(workspace, 'log', '-1', '--format=%s')).toBe('Release 0.1.0');
      const changed = await git(workspace, 'show', '--name-only', '--format=');
      expect(changed.split('\n').sort()).toEqual([...plans.sort(), 'CHANGELOG.md']);
      for (const library of libraries) {
        const manifest = await readFile(workspace.path(`dist/libs/${library}/package.json`), 'utf8');
        expect(manifest).toContain('"version": "0.1.0"');
        expect(manifest).not.toContain('"0.0.0"');
      }
    },
    minutes(10),
  );

  it(
    'publishes nothing without provenance unless it is switched off',
    async () => {
      const run = await nxRelease(workspace, ['publish', '--registry', registry.url], {});
      expect(run.exitCode).not.toBe(0);
      expect(run.output).toMatch(/provenance/i);
      expect(await published('failure', 'version')).toBeUndefined();
    },
    minutes(10),
  );

  it(
    'publishes every package once',
    async () => {
      await publish();
      for (const library of libraries) expect(await published(library, 'version')).toBe('0.1.0');
      expect(await published('local-lambda', 'version')).toBeUndefined();
      expect((await publish()).match(/v0\.1\.0 already exists/g)).toHaveLength(libraries.length);
    },
    minutes(10),
  );

  it(
    'continues from the last tag',
    async () => {
      await planVersion(workspace, 'minor');
      await release('--skip-publish');
      expect(await git(workspace, 'tag', '--list')).toBe('v0.1.0\nv0.1.1');
      const changelog = await readFile(workspace.path('CHANGELOG.md'), 'utf8');
      expect(changelog).toMatch(/0\.1\.1[^]*A minor change\.[^]*0\.1\.0/);
      const manifest = await readFile(workspace.path('dist/libs/layer/package.json'), 'utf8');
      expect(JSON.parse(manifest)).toMatchObject({
        version: '0.1.1',
        dependencies: { '@layerkit/packaging': '0.1.1', '@nx/devkit': '>=22 <24' },
      });
    },
    minutes(10),
  );
});

describe('an installation', () => {
  const nx = ['nx@23', '@nx/devkit@23'];
  const plugins = ['@layerkit/layer@0.1.0', '@layerkit/lambda@0.1.0'];
  const folder = temporaryFolders();
  let home: string;
  let added: readonly InstalledPackage[];

  beforeAll(async () => {
    home = await folder();
    await writeFile(join(home, '.npmrc'), registry.npmrc);
    await installFromNpm(home, { packages: nx });
    const before = new Set((await installedPackages(home)).map(({ name }) => name));
    await installFromNpm(home, { packages: [...nx, ...plugins] });
    added = (await installedPackages(home)).filter(({ name }) => !before.has(name));
  }, minutes(10));

  it('adds as many packages and bytes to Nx as docs/releasing.md says', async () => {
    const page = await readFile(join(workspaceRoot, 'docs/releasing.md'), 'utf8');
    const [, packages, mebibytes] = /(\d+) packages, (\d+) MiB/.exec(page) ?? [];
    const bytes = added.reduce((sum, packed) => sum + packed.bytes, 0);
    // The number of third-party packages changes with their versions.
    expect(Math.abs(added.length - Number(packages))).toBeLessThanOrEqual(5);
    expect(Math.abs(bytes / 2 ** 20 - Number(mebibytes))).toBeLessThanOrEqual(3);
  });

  it('adds no TypeScript, and each of our packages once', () => {
    const names = added.map(({ name }) => name);
    expect(names.filter((name) => /(?:^|\/)(?:typescript|tsx|ts-node|@swc\/core)$/.test(name))).toEqual([]);
    const own = names.filter((name) => /(?:^|\/)@layerkit\/[^/]+$/.test(name)).sort();
    expect(own).toEqual(libraries.map((library) => `@layerkit/${library}`).sort());
  });

  whereAudited(
    'has no known vulnerabilities (npm audit; skipped if the registry has no audit)',
    async () => {
      expect(await vulnerablePackages(home)).toEqual([]);
    },
    minutes(2),
  );
});

// Each pair of package manager, Nx and Node is covered once, and the oldest supported versions are among them.
describe.each([
  { packageManager: 'npm', nx: '23', node: '20.19.0', wired: 'by generators' },
  { packageManager: 'pnpm', nx: '22', node: '22.13.0', wired: 'by hand' },
  { packageManager: 'npm', nx: '22.0.0', node: '24', wired: 'in project.json' },
  { packageManager: 'pnpm', nx: '24.0.0', node: '24', wired: 'by generators' },
  // Nx 22 can't read the lock file of bun 1.4
  { packageManager: 'bun', nx: '23', node: '24', wired: 'by generators' },
] as const)('installed with $packageManager, in Nx $nx, on Node $node', (versions) => {
  let consumer: ConsumerWorkspace;
  let aws: LocalAws;

  const nx = async (...args: readonly string[]): Promise<ProcessRun> => {
    const run = await consumer.nx(args, aws.env);
    if (run.exitCode !== 0) throw new Error(run.output);
    return run;
  };

  beforeAll(async () => {
    [consumer, aws] = await Promise.all([
      createConsumer({ ...versions, npmrc: registry.npmrc }),
      startLocalAws(),
    ]);
    if (versions.wired === 'by generators') await consumer.run('nx', 'add', '@layerkit/layer@0.1.0');
    else await consumer.add('@layerkit/layer@0.1.0', '@layerkit/lambda@0.1.0');
    if (versions.wired === 'by hand') await writeLayerAndFunction(consumer);
    else await generateLayerAndFunction(consumer, versions.wired === 'in project.json' ? ['--explicit'] : []);
  }, minutes(10));

  afterAll(async () => {
    await aws.stop();
    await consumer.remove();
  });

  it('has the expected versions', async () => {
    expect(await consumer.run('node', '--version')).toMatch(new RegExp(`^v${versions.node}\\b`));
    const nxVersion = "process.stdout.write(require('nx/package.json').version)";
    expect(await consumer.run('node', '-e', nxVersion)).toMatch(new RegExp(`^${versions.nx}\\b`));
    const manifest = await readFile(consumer.path('node_modules/@layerkit/layer/package.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ version: '0.1.0' });
  });

  it(
    'locks, builds, verifies and publishes a layer, and builds nothing twice',
    async () => {
      expect((await nx('run', 'deps:lock')).output).toContain('+ markupsafe 3.0.2');
      const built = await nx('run', 'deps:build');
      expect(built.output).toContain('2 packages');
      expect(cachedTasks(built)).toEqual([]);
      const verified = await nx('run', 'deps:verify');
      expect(cachedTasks(verified)).toEqual(['deps:build']);
      await nx('run', 'deps:publish');
      const again = await nx('run', 'deps:publish');
      expect(again.output).toContain('unchanged');
      expect(cachedTasks(again)).toEqual(['deps:build']);
    },
    minutes(10),
  );

  it(
    'deploys a function with the layer and tests it',
    async () => {
      const proven = await nx('run', 'app:smoke');
      expect(startedTasks(proven)).toEqual(
        expect.arrayContaining(['deps:publish', 'app:deploy', 'app:smoke']),
      );
      const report: unknown = JSON.parse(await readFile(consumer.path('dist/apps/app/smoke.json'), 'utf8'));
      expect(report).toMatchObject({ cases: [{ payload: { escaped: '&lt;', six: '1.17.0' } }] });
    },
    minutes(10),
  );
});
