import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { importing, installed, makeTree, manifest } from './made-tree.ts';

const run = promisify(execFile);
const command = fileURLToPath(new URL('main.mjs', import.meta.url));
const page = (...arrows: readonly string[]) =>
  ['# Architecture', '```mermaid', 'flowchart TD', ...arrows, '```', 'The end\n'].join('\n');

/** Runs the command in a generated workspace; returns its exit code and output. */
const check = async (files: Readonly<Record<string, string>>, ...options: readonly string[]) => {
  const { root, remove } = await makeTree(files);
  try {
    const { stdout } = await run(process.execPath, [command, ...options], { cwd: root });
    return { code: 0, stdout };
  } catch (error) {
    return error as { code: number; stdout: string };
  } finally {
    await remove();
  }
};

it('a forbidden import, a folder cycle, and an undeclared or unused dependency fail the check', async () => {
  const { code, stdout } = await check({
    'docs/architecture.md': page('  failure --> terminal'),
    ...installed('zod'),
    ...installed('leven'),
    'libs/failure/package.json': manifest('@layerkit/failure', ['leven']),
    'libs/failure/src/sample.spec.ts': importing('leven'),
    'libs/failure/src/a/one.ts': importing('../b/two.ts', 'zod'),
    'libs/failure/src/b/two.ts': importing('@layerkit/terminal'),
    'libs/failure/src/b/three.ts': importing('../a/four.ts'),
    'libs/failure/src/a/four.ts': '',
  });
  expect(code).toBe(1);
  expect(stdout.match(/error .*: .*/g)?.sort()).toEqual([
    'error direction: libs/failure/src/b/two.ts → libs/terminal/src/index.ts',
    'error folder-cycle: libs/failure/src: a/ → b/ → a/',
    'error undeclared-dependency: libs/failure/package.json: @layerkit/terminal',
    'error undeclared-dependency: libs/failure/package.json: zod',
    'error unused-dependency: libs/failure/package.json: leven',
  ]);
});

it('an outdated picture fails the check, and --draw renews it', async () => {
  const files = {
    'docs/architecture.md': page(),
    'libs/artifact/package.json': manifest('@layerkit/artifact', [
      '@layerkit/platform-resolution',
      '@layerkit/failure',
    ]),
    'libs/platform-resolution/package.json': manifest('@layerkit/platform-resolution', ['@layerkit/failure']),
    'libs/artifact/src/index.ts': importing('@layerkit/platform-resolution', '@layerkit/failure'),
    'libs/platform-resolution/src/index.ts': importing('@layerkit/failure'),
  };
  const { code, stdout } = await check(files);
  expect(stdout).toContain('docs/architecture.md does not show which libraries import which');
  expect(code).toBe(1);
  expect(await check(files, '--draw')).toMatchObject({ code: 0 });
  const drawn = page('  artifact --> platform-resolution', '  platform-resolution --> failure');
  expect(await check({ ...files, 'docs/architecture.md': drawn })).toMatchObject({ code: 0 });
});
