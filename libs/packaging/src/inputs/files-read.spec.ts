import { relative, sep } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { filesReadByBuild } from './files-read.ts';

const scratch = temporaryFolders();

const readFor = async (
  files: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> => {
  const workspace = await scratch();
  await writeTree(workspace, files);
  const definition = layerDefinitionSchema.parse({ layerName: 'x', runtimes: ['python3.12'], ...fields });
  const request = { projectRoot: `${workspace}/apps/x`, definition, target: parseTarget('python3.12/arm64') };
  return (await filesReadByBuild(request)).map((path) => relative(workspace, path).split(sep).join('/'));
};

it('the files include requirements, their includes, constraints and the target’s lock', async () => {
  const files = {
    'limits.txt': 'six<2\n',
    'apps/x/requirements.in': '-r more/requirements.in\n-c ../../limits.txt\n',
    'apps/x/more/requirements.in': 'six\n',
    'apps/x/own-limits.txt': 'idna<4\n',
    'apps/x/README.md': '',
  };
  expect(await readFor(files, { requirements: 'requirements.in', constraints: 'own-limits.txt' })).toEqual([
    'apps/x/layer.json',
    'apps/x/lock/python3.12-arm64.txt',
    'apps/x/more/requirements.in',
    'apps/x/own-limits.txt',
    'apps/x/requirements.in',
    'limits.txt',
  ]);
});

it('the files include a uv.lock above the project, the list of imports and own code', async () => {
  const files = {
    'uv.lock':
      'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = { virtual = "apps/x" }\ndependencies = [{ name = "six" }]\n[[package]]\nname = "six"\nversion = "1.17.0"\nsource = { registry = "https://example.invalid/simple" }\n',
    'apps/x/src/a.py': '',
    'apps/x/src/prompt.md': '',
    'apps/x/src/__pycache__/a.pyc': '',
  };
  const fields = { sources: 'src', bytecode: 'imported', entryModules: ['a'] };
  expect(await readFor(files, { requirements: { file: '../../uv.lock' }, ...fields })).toEqual([
    'apps/x/layer.json',
    'apps/x/lock/python3.12-arm64.txt',
    'apps/x/lock/python3.12.imports.txt',
    'apps/x/src/a.py',
    'apps/x/src/prompt.md',
    'uv.lock',
  ]);
});
