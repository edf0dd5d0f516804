import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { packLibraries, type PackedLibrary } from './packages/pack-libraries.ts';
import { workspaceRoot } from './workspace/copy-workspace.ts';

let consumer: string;
let packed: readonly PackedLibrary[];

beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'layerkit-consumer-'));
  packed = await packLibraries(consumer);
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await npm(['install', ...packed.map(({ tarball }) => tarball)]);
}, 300_000);
afterAll(() => rm(consumer, { recursive: true, force: true }));

const npm = (args: readonly string[]) =>
  execa('npm', [...args, '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: consumer });

it('every library is packed except the local Lambda, which only this workspace uses', () => {
  expect(packed.map(({ name }) => name.replace('@layerkit/', ''))).toEqual([
    'artifact',
    'assembly',
    'audit',
    'binary-formats',
    'execution-environment',
    'executors',
    'failure',
    'lambda',
    'layer',
    'locking',
    'packaging',
    'platform-resolution',
    'publishing',
    'report',
    'scaffolding',
    'temporary-files',
    'terminal',
    'verification',
    'wheels',
    'zip',
  ]);
});

it('plain Node can import each entry point of the installed packages', async () => {
  for (const { name } of packed) {
    const imports = (await entriesOf(name)).map((entry) => `await import('${entry}');`).join('\n');
    await execa('node', ['--input-type=module', '-e', imports], { cwd: consumer });
  }
}, 60_000);

it('TypeScript resolves all declarations of the packages', async () => {
  const entries = (await Promise.all(packed.map(({ name }) => entriesOf(name)))).flat();
  const lines = entries.map((entry, index) => `export * as entry${index} from '${entry}';`);
  const misuse = `import { parseTarget } from '@layerkit/platform-resolution';\nexport const n: number = parseTarget('');`;
  await writeFile(join(consumer, 'right.ts'), lines.join('\n'));
  await writeFile(join(consumer, 'wrong.ts'), misuse);
  const check = (file: string) =>
    execa(
      'node',
      [
        join(workspaceRoot, 'node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2022',
        '--skipLibCheck',
        '--typeRoots',
        join(workspaceRoot, 'node_modules/@types'),
        '--types',
        'node',
        file,
      ],
      { cwd: consumer, reject: false },
    );
  expect(await check('right.ts')).toMatchObject({ exitCode: 0, stdout: '' });
  expect((await check('wrong.ts')).stdout).toContain('TS2322');
}, 60_000);

it.each([
  ['layer', 'executors', 'implementation'],
  ['layer', 'generators', 'factory'],
  ['lambda', 'executors', 'implementation'],
  ['lambda', 'generators', 'factory'],
])('the files that @layerkit/%s names in its %s exist', async (plugin, kind, file) => {
  const home = join(consumer, 'node_modules', '@layerkit', plugin);
  const listed = JSON.parse(await readFile(join(home, `${kind}.json`), 'utf8')) as Record<
    string,
    Record<string, Record<string, string>>
  >;
  expect(Object.keys(listed[kind] ?? {}).length).toBeGreaterThan(0);
  for (const { [file]: implementation, schema = '' } of Object.values(listed[kind] ?? {})) {
    await readFile(join(home, `${implementation ?? ''}.js`));
    JSON.parse(await readFile(join(home, schema), 'utf8'));
  }
});

it.each(['layer', 'lambda'])(
  '@layerkit/%s has its list of migrations where Nx looks for it',
  async (plugin) => {
    const home = join(consumer, 'node_modules', '@layerkit', plugin);
    const { 'nx-migrations': { migrations = '' } = {} } = JSON.parse(
      await readFile(join(home, 'package.json'), 'utf8'),
    ) as { 'nx-migrations'?: { migrations?: string } };
    const listed: unknown = JSON.parse(await readFile(join(home, migrations), 'utf8'));
    expect(listed).toMatchObject({ generators: {} });
  },
);

it('the command layerkit loads neither Nx nor an AWS SDK to inspect a zip', async () => {
  const guard = join(consumer, 'guard.mjs');
  await writeFile(guard, refuse(/\/node_modules\/(?:nx|@nx|@aws-sdk)\//));
  const layerkit = (args: readonly string[]) =>
    execa(join(consumer, 'node_modules/.bin/layerkit'), args, {
      env: { NODE_OPTIONS: `--import ${pathToFileURL(guard).href}` },
      reject: false,
    });
  const { version } = await readManifest('@layerkit/layer');
  expect(await layerkit(['--version'])).toMatchObject({ exitCode: 0, stdout: version });
  const zip = join(consumer, 'layer.zip');
  const module = join(consumer, 'six.py');
  await writeFile(module, '');
  await execa('python3', ['-m', 'zipfile', '-c', zip, module]);
  const args = ['inspect', zip, '--target', 'python3.12/arm64', '--format', 'json'];
  const { exitCode, stdout, stderr } = await layerkit(args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'layerkit/inspection/1',
    findings: [{ code: 'structure/loose-module', severity: 'error' }],
  });
  // The guard works: with an ARN the command needs the SDK, which is refused
  const arn = 'arn:aws:lambda:eu-central-1:123456789012:layer:any:1';
  expect((await layerkit(['inspect', arn])).stderr).toContain('not to be loaded');
}, 60_000);

/** Writes a module that makes Node refuse to load files that match a pattern. */
const refuse = (pattern: RegExp): string => {
  const hooks = new URL('./packages/refuse-modules.mjs', import.meta.url).href;
  const data = JSON.stringify({ data: { pattern: pattern.source } });
  return `import { register } from 'node:module';\nregister(${JSON.stringify(hooks)}, ${data});\n`;
};

/** Returns the names under which modules of a package are imported: `@layerkit/zip`, `@layerkit/zip/files`. */
const entriesOf = async (name: string): Promise<readonly string[]> =>
  Object.keys((await readManifest(name)).exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => `${name}${entry.slice(1)}`);

const readManifest = async (name: string) =>
  JSON.parse(await readFile(join(consumer, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
    exports: Record<string, unknown>;
  };
