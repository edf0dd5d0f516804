import { publishedPackageJson, publishedRepository } from './published-package-json.mjs';

it('points the exports at what was compiled and drops what only the workspace reads', () => {
  const source = {
    name: '@layerkit/sample',
    type: 'module',
    bin: { sample: './src/command/main.mjs' },
    exports: { '.': './src/index.ts', './graph': './src/graph.ts', './package.json': './package.json' },
    executors: './executors.json',
    dependencies: { zod: '^4.0.0' },
    devDependencies: { jest: '^30.0.0' },
    nx: { name: 'sample' },
  };
  expect(publishedPackageJson(source, { files: ['src', 'executors.json'] })).toEqual({
    name: '@layerkit/sample',
    type: 'module',
    publishConfig: { access: 'public' },
    files: ['src', 'executors.json'],
    bin: { sample: './src/command/main.js' },
    exports: {
      '.': { types: './src/index.d.ts', default: './src/index.js' },
      './graph': { types: './src/graph.d.ts', default: './src/graph.js' },
      './package.json': './package.json',
    },
    executors: './executors.json',
    dependencies: { zod: '^4.0.0' },
  });
});

it('says where the sources are as soon as the workspace does', () => {
  const url = 'git+https://git.example/layerkit.git';
  const repository = { type: 'git', url, directory: 'libs/sample' };
  expect(publishedRepository(undefined, 'libs/sample')).toBeUndefined();
  expect(publishedRepository(url, 'libs/sample')).toEqual(repository);
  expect(publishedRepository({ type: 'git', url }, 'libs/sample')).toEqual(repository);
  const published = publishedPackageJson({ exports: {} }, { files: ['src'], repository });
  expect(published).toMatchObject({ repository });
});
