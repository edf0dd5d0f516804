import { readFile } from 'node:fs/promises';
import { publishedPackageJson } from './published-package-json.mjs';

const repository = { type: 'git', url: 'git+https://git.example/sample.git' };
const project = {
  keywords: ['sample'],
  homepage: 'https://git.example/sample#readme',
  bugs: 'https://git.example/sample/issues',
};
const workspace = { name: 'workspace', private: true, scripts: {}, ...project, repository };
const release = { workspace, directory: 'libs/sample' };

it('a published package exports the compiled files and has no fields that only the workspace reads', () => {
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
  expect(publishedPackageJson(source, { ...release, files: ['src', 'executors.json'] })).toEqual({
    ...project,
    repository: { ...repository, directory: 'libs/sample' },
    name: '@layerkit/sample',
    type: 'module',
    publishConfig: { access: 'public' },
    preferUnplugged: true,
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

it('the fields that a registry shows come from the workspace, with the folder of the library', () => {
  const published = publishedPackageJson({ exports: {} }, { ...release, files: ['src'] });
  expect(published).toMatchObject({ ...project, repository: { ...repository, directory: 'libs/sample' } });
});

it('a library’s own keywords replace the workspace’s', () => {
  const published = publishedPackageJson({ exports: {}, keywords: ['nx-plugin'] }, { ...release, files: [] });
  expect(published['keywords']).toEqual(['nx-plugin']);
});

it('the workspace names its repository, its issues and its home page', async () => {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    keywords: expect.arrayContaining(['aws-lambda']) as unknown,
    homepage: expect.stringMatching(/^https:/) as unknown,
    bugs: expect.stringMatching(/^https:.*\/issues$/) as unknown,
    repository: { type: 'git', url: expect.stringMatching(/^git\+https:.*\.git$/) as unknown },
  });
});
