import { functionTableSchema } from '@layerkit/artifact/definition';
import { shareZips } from './share-zips.ts';

const shared = (functions: object, defaults: object = {}) => {
  const table = functionTableSchema.parse({ runtime: 'python3.12', handler: 'a.b', ...defaults, functions });
  return shareZips(table.functions, 'dist/shop').map(({ directory, functions: all }) => [
    directory,
    ...all.map(({ name }) => name),
  ]);
};

it('functions that differ only in their settings share one zip', () => {
  const functions = {
    one: { handler: 'one.handle', memoryMb: 512, environment: { A_B: 'x' }, layers: ['deps'] },
    two: { timeoutSeconds: 9, smoke: [{ name: 'answers' }], role: 'arn:aws:iam::000000000000:role/two' },
    three: { sources: ['b', 'a'], vpc: null, tags: { team: 'shop' }, tracing: 'Active' },
  };
  expect(shared(functions, { sources: ['a', 'b'] })).toEqual([
    ['dist/shop/python3.12-x86_64', 'one', 'two', 'three'],
  ]);
});

it('other code, globs, runtimes and architectures have zips of their own, each in its folder', () => {
  const functions = {
    one: {},
    code: { sources: 'other' },
    globs: { exclude: ['tests'] },
    arm: { architecture: 'arm64' },
    'arm-code': { architecture: 'arm64', sources: 'other' },
    newer: { runtime: 'python3.13' },
    same: {},
  };
  expect(shared(functions)).toEqual([
    ['dist/shop/python3.12-x86_64', 'one', 'same'],
    ['dist/shop/python3.12-x86_64-code', 'code'],
    ['dist/shop/python3.12-x86_64-globs', 'globs'],
    ['dist/shop/python3.12-arm64', 'arm'],
    ['dist/shop/python3.12-arm64-arm-code', 'arm-code'],
    ['dist/shop/python3.13-x86_64', 'newer'],
  ]);
});

it('functions with packages of their own share a zip only if they have the same layers, which have some of the packages', () => {
  const functions = { one: { layers: ['deps'] }, two: { layers: ['deps'], memoryMb: 512 }, three: {} };
  expect(shared(functions, { requirements: 'requirements.in' })).toEqual([
    ['dist/shop/python3.12-x86_64', 'one', 'two'],
    ['dist/shop/python3.12-x86_64-three', 'three'],
  ]);
});
