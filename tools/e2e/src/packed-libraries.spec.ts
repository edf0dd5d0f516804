import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('packs every library but the local Lambda, which only this workspace uses', () => {
  expect(packed.map(({ name }) => name.replace('@layerkit/', ''))).toEqual([
    'artifact',
    'execution-environment',
    'failure',
    'lambda',
    'layer',
    'packaging',
    'platform-resolution',
    'publishing',
    'terminal',
  ]);
});

it('installs them so that plain Node can import each entry point', async () => {
  for (const { name } of packed) {
    const manifest = await readManifest(name);
    const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
    const imports = entries.map((entry) => `await import('${name}${entry.slice(1)}');`).join('\n');
    await execa('node', ['--input-type=module', '-e', imports], { cwd: consumer });
  }
}, 60_000);

it('brings declarations that TypeScript follows to the end', async () => {
  const lines = packed.map(({ name }, index) => `export * as library${index} from '${name}';`);
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

it.each(['layer', 'lambda'])('@layerkit/%s names executors that are there', async (plugin) => {
  const home = join(consumer, 'node_modules', '@layerkit', plugin);
  const { executors } = JSON.parse(await readFile(join(home, 'executors.json'), 'utf8')) as {
    executors: Record<string, { implementation: string; schema: string }>;
  };
  expect(Object.keys(executors).length).toBeGreaterThan(0);
  for (const { implementation, schema } of Object.values(executors)) {
    await readFile(join(home, `${implementation}.js`));
    JSON.parse(await readFile(join(home, schema), 'utf8'));
  }
});

const readManifest = async (name: string) =>
  JSON.parse(await readFile(join(consumer, 'node_modules', name, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
  };
