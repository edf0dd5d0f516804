import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installed, makeTree, manifest } from './dependencies/made-tree.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const knip = join(root, 'node_modules/knip/bin/knip.js');

type Issue = Readonly<Record<'file', string>> &
  Readonly<Record<string, string | readonly { name: string }[]>>;

/**
 * Returns the issues that knip finds in a generated workspace with this workspace's configuration: `kind file
 * name`, sorted.
 */
const issues = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const { root: made, remove } = await makeTree({
    'package.json': JSON.stringify({ name: 'made', private: true, workspaces: ['libs/*', 'tools/*'] }),
    ...files,
  });
  try {
    await copyFile(join(root, 'knip.jsonc'), join(made, 'knip.jsonc'));
    const options = ['--directory', made, '--reporter', 'json', '--no-exit-code', '--no-config-hints'];
    const { stdout } = await run(process.execPath, [knip, ...options]);
    const { issues: found } = JSON.parse(stdout) as { issues: readonly Issue[] };
    return found
      .flatMap(({ file, ...kinds }) =>
        Object.entries(kinds).flatMap(([kind, names]) =>
          typeof names === 'string' ? [] : names.map(({ name }) => `${kind} ${file} ${name}`),
        ),
      )
      .filter((issue) => !issue.endsWith(' sample'))
      .sort();
  } finally {
    await remove();
  }
};

it('an unused export of a library is found, and one of a plugin is not', async () => {
  const files = {
    'libs/failure/src/index.ts': `export { used, unused } from './all.ts';`,
    'libs/failure/src/all.ts': 'export const used = 1;\nexport const unused = 2;\nexport const inside = 3;',
    'libs/layer/src/index.ts': `import { used } from '@layerkit/failure';\nexport const forOthers = used;`,
    'libs/layer/package.json': manifest('@layerkit/layer', ['@layerkit/failure']),
  };
  expect(await issues(files)).toEqual([
    'exports libs/failure/src/all.ts inside',
    'exports libs/failure/src/all.ts unused',
    'exports libs/failure/src/index.ts unused',
  ]);
});

it('undeclared and unused dependencies are found, in tools and tests too', async () => {
  const files = {
    ...installed('execa'),
    'libs/failure/package.json': manifest('@layerkit/failure', ['zod']),
    'libs/failure/test/sample-process.ts': `import 'execa';`,
    'tools/sample/package.json': manifest('@layerkit/sample'),
    'tools/sample/src/main.ts': `import 'execa';`,
  };
  expect(await issues(files)).toEqual([
    'dependencies libs/failure/package.json zod',
    'unlisted libs/failure/test/sample-process.ts execa',
    'unlisted tools/sample/src/main.ts execa',
  ]);
});

it('a file that nothing imports is found', async () => {
  const files = { 'libs/failure/src/left-over.ts': 'console.log(1);' };
  expect(await issues(files)).toEqual([expect.stringContaining('libs/failure/src/left-over.ts')]);
});
