import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let repository: string;

beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), 'layerkit-pre-commit-'));
  for (const name of ['.githooks', '.prettierrc.json'])
    await cp(join(root, name), join(repository, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(repository, 'node_modules'));
  await writeFile(
    join(repository, 'eslint.config.mjs'),
    "export default [{ rules: { eqeqeq: 'error' } }];\n",
  );
  await git('init', '--quiet');
  await git('config', 'core.hooksPath', '.githooks');
});
afterEach(() => rm(repository, { recursive: true, force: true }));

const git = (...args: readonly string[]) =>
  execa('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: repository,
    reject: false,
    all: true,
  });

const commit = async (name: string, text: string) => {
  await writeFile(join(repository, name), text);
  await git('add', name);
  return git('commit', '--quiet', '--message', name);
};

const onPosix = process.platform === 'win32' ? it.skip : it;

onPosix('a commit of a badly formatted file is refused, and the file is named', async () => {
  expect(await commit('a file.ts', 'export const a =  1\n')).toMatchObject({
    exitCode: 1,
    all: expect.stringContaining('a file.ts'),
  });
});

onPosix('a commit of a file that breaks a lint rule is refused, and the rule is named', async () => {
  expect(await commit('a.mjs', 'export const a = 1 == 2;\n')).toMatchObject({
    exitCode: 1,
    all: expect.stringContaining('eqeqeq'),
  });
});

onPosix('a commit passes if its files do, whatever is not staged', async () => {
  await writeFile(join(repository, 'other.ts'), 'export const a =  1\n');
  expect(await commit('good.mjs', 'export const a = 1;\n')).toMatchObject({ exitCode: 0 });
  expect(await commit('data.bin', '\0')).toMatchObject({ exitCode: 0 });
});
