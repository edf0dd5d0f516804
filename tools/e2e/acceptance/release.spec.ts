import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { publishedLibraries } from '../src/packages/pack-libraries.ts';
import { plainEnvironment } from '../src/packages/plain-environment.ts';
import { git, nxRelease, planVersion, releasableCopy } from '../src/registry/release.ts';
import { startRegistry, type Registry } from '../src/registry/start-registry.ts';
import type { WorkspaceCopy } from '../src/workspace/copy-workspace.ts';

let registry: Registry;
let workspace: WorkspaceCopy;

let libraries: readonly string[];

/** What `nx release …` prints; a failure of it is one of the test. */
const release = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, output } = await nxRelease(workspace, args);
  if (exitCode !== 0) throw new Error(output);
  return output;
};

const publish = () => release('publish', '--registry', registry.url);

/** A field of a package as the registry has it; undefined where it has no such package. */
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
}, 120_000);

afterAll(async () => {
  await workspace.remove();
  await registry.stop();
});

// One story: each step starts where the one before it ended.
describe('nx release', () => {
  it('says what it would do and does nothing under --dry-run', async () => {
    expect(await release('--dry-run', '--skip-publish')).toContain(
      'New version 0.1.0 written to manifest: dist/libs/layer/package.json',
    );
    expect(await git(workspace, 'status', '--short')).toBe('');
    expect(await git(workspace, 'tag', '--list')).toBe('');
  }, 180_000);

  it('versions all packages together, each naming that version of the others; the sources keep theirs', async () => {
    await release('--skip-publish');
    expect(await git(workspace, 'tag', '--list')).toBe('v0.1.0');
    expect(await git(workspace, 'log', '-1', '--format=%s')).toBe('Release 0.1.0');
    const changed = await git(workspace, 'show', '--name-only', '--format=');
    expect(changed.split('\n').sort()).toEqual(['.nx/version-plans/first-release.md', 'CHANGELOG.md']);
    for (const library of libraries) {
      const manifest = await readFile(workspace.path(`dist/libs/${library}/package.json`), 'utf8');
      expect(manifest).toContain('"version": "0.1.0"');
      expect(manifest).not.toContain('"0.0.0"');
    }
  }, 180_000);

  it('publishes nothing without provenance, unless that is switched off', async () => {
    const run = await nxRelease(workspace, ['publish', '--registry', registry.url], {});
    expect(run.exitCode).not.toBe(0);
    expect(run.output).toMatch(/provenance/i);
    expect(await published('failure', 'version')).toBeUndefined();
  }, 120_000);

  it('publishes every package, and nothing twice', async () => {
    await publish();
    for (const library of libraries) expect(await published(library, 'version')).toBe('0.1.0');
    expect(await published('local-lambda', 'version')).toBeUndefined();
    expect((await publish()).match(/v0\.1\.0 already exists/g)).toHaveLength(libraries.length);
  }, 240_000);

  it('goes on from the last tag', async () => {
    await planVersion(workspace, 'minor');
    await release('--skip-publish');
    expect(await git(workspace, 'tag', '--list')).toBe('v0.1.0\nv0.1.1');
    expect(await readFile(workspace.path('CHANGELOG.md'), 'utf8')).toMatch(
      /0\.1\.1[^]*A minor change\.[^]*0\.1\.0/,
    );
    await publish();
    expect(await published('layer', 'versions')).toEqual(['0.1.0', '0.1.1']);
    expect(await published('layer', 'dependencies')).toMatchObject({ '@layerkit/packaging': '0.1.1' });
  }, 240_000);
});
