import { functionTableSchema } from '@layerkit/artifact/definition';
import { chooseFunctions } from './choose-functions.ts';

const { functions } = functionTableSchema.parse({
  runtime: 'python3.12',
  handler: 'a.b',
  functions: { create: {}, list: {}, delete: {} },
});
const chosen = (only?: string) => chooseFunctions(functions, only).map(({ name }) => name);

it('all functions are chosen, or those that “only” names, in the order of function.json', () => {
  expect(chosen()).toEqual(['create', 'list', 'delete']);
  expect(chosen('delete, create,')).toEqual(['create', 'delete']);
});

it.each([
  [
    'creat,list,nothing',
    '--only names functions that function.json does not define',
    ['“creat”; did you mean create?', '“nothing”'],
  ],
  [',', '--only names no function', []],
])('“only=%s” is an error', (only, message, problems) => {
  expect(() => chosen(only)).toThrowWithCode('function/unknown', {
    message,
    problems,
    hint: 'Use some of these names, separated by commas: create, list, delete.',
  });
});
