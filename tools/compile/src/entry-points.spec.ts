import { entryPoints } from './entry-points.mjs';

it('the entry points are the exports, commands, executors and generators, each listed once', () => {
  const packageJson = {
    exports: { '.': './src/index.ts', './graph': './src/graph.ts', './package.json': './package.json' },
    bin: { sample: './src/command/main.mjs' },
  };
  const executors = {
    build: { implementation: './src/executors/build/build', schema: './build/schema.json' },
  };
  const generators = {
    init: { factory: './src/generators/init/init#initGenerator', schema: './init/schema.json' },
    setup: { factory: './src/generators/init/init#setupGenerator', schema: './setup/schema.json' },
  };
  expect(entryPoints(packageJson, [{ executors }, { generators }, {}])).toEqual([
    'src/command/main.ts',
    'src/executors/build/build.ts',
    'src/generators/init/init.ts',
    'src/graph.ts',
    'src/index.ts',
  ]);
});
