import { readJson, readProjectConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace } from '@layerkit/testing-workspaces';
import lambdaFunction from './function.ts';

let tree: Tree;
beforeEach(() => {
  tree = emptyWorkspace();
});

const definitionOf = (name: string): object => readJson(tree, `apps/${name}/function.json`);

it('packages become a requirements.in of the function, which gets a lock target', async () => {
  const options = { name: 'web', requirements: 'httpx, pydantic>=2,<3', explicit: true };
  await lambdaFunction(tree, options);
  expect(tree.read('apps/web/requirements.in', 'utf8')).toBe('httpx\npydantic>=2,<3\n');
  expect(definitionOf('web')).toMatchObject({ requirements: 'requirements.in' });
  expect(Object.keys(readProjectConfiguration(tree, 'web').targets ?? {})).toContain('lock');
  await lambdaFunction(tree, options);
});

it('a file outside the project is named, and is an input of build', async () => {
  tree.write('services/report/uv.lock', '');
  await lambdaFunction(tree, { name: 'web', requirements: 'services/report/uv.lock', explicit: true });
  expect(definitionOf('web')).toMatchObject({ requirements: { file: '../../services/report/uv.lock' } });
  expect(readProjectConfiguration(tree, 'web').targets?.['build']?.inputs).toContain(
    '{workspaceRoot}/services/report/uv.lock',
  );
});
