import { functionFacts } from './function-facts.ts';

it.each<[string, Record<string, unknown>, { sources: readonly string[]; layers: readonly string[] }]>([
  ['one function', { layers: ['b', 'a', 7] }, { sources: ['src'], layers: ['b', 'a'] }],
  ['several folders', { sources: ['src', '../x', 'core'] }, { sources: ['src', '../x', 'core'], layers: [] }],
  [
    'a table that uses its defaults',
    { sources: '../x', layers: ['a'], functions: { one: {}, two: { sources: 'y', layers: ['b', 'a'] } } },
    { sources: ['../x', 'y'], layers: ['a', 'b'] },
  ],
  [
    'a table whose functions all have their own code',
    { functions: { one: { sources: 'y' } } },
    { sources: ['y'], layers: [] },
  ],
  ['a table without sources', { functions: { one: { layers: [] } } }, { sources: ['src'], layers: [] }],
  ['invalid fields', { sources: 7, layers: 'a', functions: ['x'] }, { sources: ['src'], layers: [] }],
])('the sources and layers of %s', (_what, definition, facts) => {
  expect(functionFacts(definition)).toMatchObject(facts);
});
