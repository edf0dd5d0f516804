import { publishedPackageJson } from './published-package-json.mjs';

it('points the exports at what was compiled and drops what only the workspace reads', () => {
  const source = {
    name: '@layerkit/sample',
    type: 'module',
    bin: { sample: './src/command/main.ts' },
    exports: { '.': './src/index.ts', './graph': './src/graph.ts', './package.json': './package.json' },
    executors: './executors.json',
    dependencies: { zod: '^4.0.0' },
    devDependencies: { jest: '^30.0.0' },
    nx: { name: 'sample' },
  };
  expect(publishedPackageJson(source)).toEqual({
    name: '@layerkit/sample',
    type: 'module',
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
