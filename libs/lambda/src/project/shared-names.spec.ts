import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionDefinitionSchema } from '@layerkit/artifact/definition';
import { describeSharedNames } from './shared-names.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-shared-name-'));
});
afterEach(() => rm(root, { recursive: true }));

it('a warning names each other function with the same name', async () => {
  const named = (functionName: string) => ({ functionName, runtime: 'python3.12', handler: 'app.handle' });
  const functions = { own: named('reader'), twin: named('reader'), other: named('writer'), broken: { a: 1 } };
  for (const [name, definition] of Object.entries(functions)) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'function.json'), JSON.stringify(definition));
  }
  const names = [...Object.keys(functions), 'web'];
  const found = await describeSharedNames(
    [{ project: 'own', definition: functionDefinitionSchema.parse(functions.own) }],
    {
      root,
      cwd: root,
      isVerbose: false,
      projectName: 'own',
      projectsConfigurations: {
        version: 2,
        projects: Object.fromEntries(names.map((name) => [name, { root: name }])),
      },
      nxJsonConfiguration: {},
      projectGraph: { nodes: {}, dependencies: {} },
    },
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('warning: the function name “reader” is also used by the project twin');
});
