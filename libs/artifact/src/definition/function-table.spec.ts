import { parseFunctionsDefinition } from './read-definition.ts';

const defaults = { runtime: 'python3.12', sources: '../../services/orders', memoryMb: 256 };

const parse = (fields: object) => parseFunctionsDefinition(JSON.stringify(fields), 'function.json');

it('each function has the defaults of the file, and what it states itself', async () => {
  const { isTable, functions } = await parse({
    ...defaults,
    environment: { LEVEL: 'INFO', TABLE: 'orders' },
    tags: { team: 'shop' },
    layers: ['deps'],
    functions: {
      create: { handler: 'create.handle' },
      list: {
        functionName: 'list-orders',
        handler: 'list.handle',
        memoryMb: 512,
        environment: { LEVEL: 'DEBUG' },
        layers: [],
      },
    },
  });
  expect(isTable).toBe(true);
  expect(functions.map(({ name }) => name)).toEqual(['create', 'list']);
  expect(functions.map(({ definition }) => definition)).toMatchObject([
    {
      functionName: 'create',
      handler: 'create.handle',
      sources: '../../services/orders',
      memoryMb: 256,
      environment: { LEVEL: 'INFO', TABLE: 'orders' },
      layers: ['deps'],
      smoke: [],
    },
    {
      functionName: 'list-orders',
      memoryMb: 512,
      environment: { LEVEL: 'DEBUG', TABLE: 'orders' },
      tags: { team: 'shop' },
      layers: [],
    },
  ]);
});

it('a file without a table has one function', async () => {
  const { isTable, functions } = await parse({ ...defaults, functionName: 'one', handler: 'a.b' });
  expect(isTable).toBe(false);
  expect(functions).toMatchObject([{ name: 'one', definition: { functionName: 'one', exclude: [] } }]);
});

it('functionName of the file is the pattern of all names', async () => {
  const { functions } = await parse({
    ...defaults,
    functionName: 'shop-{name}',
    functions: { create: { handler: 'a.b' }, list: { handler: 'a.c', functionName: 'other' } },
  });
  expect(functions.map(({ definition }) => definition.functionName)).toEqual(['shop-create', 'other']);
});

const handler = 'a.b';

it.each<[string, object, string]>([
  ['a missing handler', { functions: { one: {} } }, 'functions.one.handler: is missing'],
  ['an empty table', { functions: {} }, 'functions: must have a function'],
  ['a list', { functions: [] }, 'functions: must be an object, not a list'],
  [
    'requirements of one function, because a project has one lock for each target',
    { functions: { one: { handler, requirements: 'requirements.in' } } },
    'functions.one: unknown field "requirements"',
  ],
  [
    'an unknown field of a function',
    { functions: { one: { handler, memory: 1 } } },
    'functions.one: unknown field "memory"; did you mean memoryMb?',
  ],
  [
    'an invalid value of a function',
    { functions: { one: { handler, memoryMb: 1 } } },
    'functions.one.memoryMb: Too small: expected number to be >=128; found 1',
  ],
  ['an invalid default', { memoryMb: 1, functions: { one: { handler } } }, 'memoryMb: Too small'],
  [
    'a table in a table',
    { functions: { one: { handler, functions: {} } } },
    'functions.one: unknown field "functions"',
  ],
  [
    'settings that exclude each other, one of them a default',
    { logFormat: 'Text', functions: { one: { handler, systemLogLevel: 'WARN' } } },
    'functions.one.systemLogLevel: needs "logFormat": "JSON"',
  ],
  [
    'a name with a slash',
    { functions: { 'a/b': { handler } } },
    'functions: "a/b" must be at most 64 letters',
  ],
  [
    'two functions with one name on AWS',
    { functions: { one: { handler }, two: { handler, functionName: 'one' } } },
    'functions.two: has the functionName of one; found "two"',
  ],
  [
    'names that differ only in case',
    { functions: { one: { handler }, ONE: { handler } } },
    'functions.ONE: differs from one only in upper and lower case',
  ],
  [
    'one name for all',
    { functionName: 'shop', functions: { one: { handler } } },
    'functionName: must contain {name}',
  ],
  [
    'a name on AWS that is too long',
    { functionName: `${'a'.repeat(63)}{name}`, functions: { one: { handler } } },
    'functions.one.functionName: must be at most 64',
  ],
])('function.json refuses %s', async (_what, fields, problem) => {
  await expect(parse({ ...defaults, ...fields })).rejects.toMatchObject({
    code: 'definition/invalid',
    problems: expect.arrayContaining([expect.stringContaining(problem)]),
  });
});
