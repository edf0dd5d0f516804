import { readJson, readProjectConfiguration } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import layer from './layer.ts';

it.each([
  ['services/report/uv.lock', {}, { file: '../../services/report/uv.lock' }],
  [
    './services/report/pyproject.toml',
    { extras: 's3', groups: 'layer,aws' },
    { file: '../../services/report/pyproject.toml', extras: ['s3'], groups: ['layer', 'aws'] },
  ],
  ['apps/deps/requirements.txt', {}, 'requirements.txt'],
  ['apps/deps/poetry.lock', {}, 'poetry.lock'],
  ['apps/deps/Pipfile.lock', { groups: 'dev-packages' }, { file: 'Pipfile.lock', groups: ['dev-packages'] }],
  ['apps/deps/uv.lock', { groups: 'aws' }, { file: 'uv.lock', groups: ['aws'] }],
])('a layer reads its requirements from the file %s %j', async (requirements, more, stated) => {
  const tree = emptyWorkspace();
  tree.write(requirements, 'six\n');
  const options = { name: 'deps', requirements, explicit: true, ...more };
  const there = Object.keys(filesOf(tree));
  await layer(tree, options);
  const added = Object.keys(filesOf(tree)).filter((path) => !there.includes(path));
  expect(added.filter((path) => path.startsWith('apps/'))).toEqual([
    'apps/deps/layer.json',
    'apps/deps/project.json',
  ]);
  expect(readJson(tree, 'apps/deps/layer.json')).toMatchObject({ requirements: stated });
  const { lock, build } = readProjectConfiguration(tree, 'deps').targets ?? {};
  expect(lock).toBeDefined();
  const isOutside = requirements.includes('services/');
  expect(build?.inputs).toEqual(
    isOutside
      ? [
          'layerkit',
          `{workspaceRoot}/${requirements.replace('./', '')}`,
          { externalDependencies: ['@layerkit/layer'] },
        ]
      : undefined,
  );
  const before = filesOf(tree);
  await layer(tree, options);
  expect(filesOf(tree)).toEqual(before);
  await expect(layer(tree, { ...options, groups: 'dev' })).rejects.toThrow(
    /^workspace\/conflict: [^]*- requirements: is .*, not .*group dev/,
  );
});

it('the build of a layer with a poetry.lock of another folder also depends on its pyproject.toml', async () => {
  const tree = emptyWorkspace();
  tree.write('services/report/poetry.lock', '');
  await layer(tree, { name: 'deps', requirements: 'services/report/poetry.lock', explicit: true });
  expect(readProjectConfiguration(tree, 'deps').targets?.['build']?.inputs).toEqual([
    'layerkit',
    '{workspaceRoot}/services/report/poetry.lock',
    '{workspaceRoot}/services/report/pyproject.toml',
    { externalDependencies: ['@layerkit/layer'] },
  ]);
});
