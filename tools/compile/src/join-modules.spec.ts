import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isJoinable, joinModules } from './join-modules.mjs';

const run = promisify(execFile);

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'layerkit-compile-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Bundles a compiled library. The files next to its modules are where `compile` copies them. */
const joined = async (files: Readonly<Record<string, string>>, entries: readonly string[]) => {
  const [compiled, output] = [join(home, 'compiled'), join(home, 'output')];
  await writeFiles(compiled, files);
  await writeFiles(output, { 'package.json': '{"type":"module"}' });
  await writeFiles(
    output,
    Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('.js'))),
  );
  await joinModules({ compiled, entries, output });
  return output;
};

const writeFiles = async (root: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
};

const readsBeside = `import { readFileSync } from 'node:fs';
export const said = readFileSync(new URL('./said.txt', import.meta.url), 'utf8');`;

it('each entry point becomes one file, which still finds the files next to its modules', async () => {
  const output = await joined(
    {
      'src/index.js': `import { said } from './deep/say.js'; console.log(said);`,
      'src/other.js': `import { said } from './deep/say.js'; console.log(said + said);`,
      'src/deep/say.js': readsBeside,
      'src/deep/said.txt': 'hello',
    },
    ['src/index.js', 'src/other.js'],
  );
  expect((await run('node', [join(output, 'src/index.js')])).stdout).toBe('hello\n');
  expect((await run('node', [join(output, 'src/other.js')])).stdout).toBe('hellohello\n');
  const modules = (await readdir(join(output, 'src'))).filter((name) => name.endsWith('.js'));
  expect(modules).toEqual([expect.stringMatching(/^chunk-/), 'index.js', 'other.js']);
});

it('a module that refers to a missing file is refused', async () => {
  await expect(joined({ 'src/index.js': readsBeside }, ['src/index.js'])).rejects.toThrow(
    'which does not exist',
  );
});

it('a library can be bundled if all its entry points are directly in src', () => {
  expect(isJoinable(['src/index.js', 'src/graph.js'])).toBe(true);
  expect(isJoinable(['src/index.js', 'src/executors/build/build.js'])).toBe(false);
});

it('imports of other packages stay imports', async () => {
  const output = await joined({ 'src/index.js': `import 'nowhere-to-be-found';` }, ['src/index.js']);
  await expect(run('node', [join(output, 'src/index.js')])).rejects.toThrow('ERR_MODULE_NOT_FOUND');
});
