import { LayerkitError } from '@layerkit/failure';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { deployFunctions, type FunctionToDeploy } from './deploy-functions.ts';
import { deploymentFailure } from './deployment-failure.ts';

const patience = { readyMs: 200, roleMs: 50, firstDelayMs: 1 };
const names = ['create', 'list', 'delete'];

let workshop: Workshop;
let lambda: InMemoryLambda;
beforeAll(async () => {
  workshop = await openWorkshop();
});
beforeEach(() => {
  lambda = inMemoryLambda();
});
afterAll(() => workshop.close());

const functionOf = async (functionName: string, role?: null): Promise<FunctionToDeploy> => {
  const definition = definitionOf({ functionName, ...(role === null && { role: undefined }) });
  const artifact = await workshop.function(definition, echoFiles);
  const options = { project: 'shop', definition, artifact, attached: [], patience, ...lambda };
  return { name: functionName, options };
};

it('all plans are shown before the first change', async () => {
  const seen: string[] = [];
  const functions = await Promise.all(names.map((name) => functionOf(name)));
  const deployed = await deployFunctions({
    functions,
    onPlans: (plans) => {
      seen.push(...plans.map(({ functionName }) => functionName));
      expect(lambda.writes()).toEqual([]);
    },
  });
  expect(seen).toEqual(names);
  expect(deployed.outcomes).toMatchObject(
    names.map((name) => ({ name, status: 'done', deployment: { status: 'created' } })),
  );
  expect(deploymentFailure(deployed, names.length)).toBeUndefined();
});

it('nothing changes if one function can’t be planned', async () => {
  const functions = [await functionOf('create'), await functionOf('list', null)];
  const deployed = await deployFunctions({ functions });
  expect(lambda.writes()).toEqual([]);
  expect(deploymentFailure(deployed, 2)).toMatchObject({
    code: 'deploy/functions-failed',
    message: '1 of 2 functions can’t be deployed; nothing was changed',
    problems: [
      'list: deploy/role-missing: list does not exist yet, and creating it needs an execution role',
      expect.stringMatching(/^list: Set "role"/),
    ],
  });
});

it('a function that fails does not stop the others, and the error says which are done', async () => {
  const refused = new LayerkitError({ code: 'aws/refused', message: 'no room', hint: 'Make room.' });
  const { functions: port } = lambda;
  const failing = {
    ...port,
    create: (request: Parameters<typeof port.create>[0]) =>
      request.functionName === 'list' ? Promise.reject(refused) : port.create(request),
  };
  const functions = await Promise.all(names.map((name) => functionOf(name)));
  const deployed = await deployFunctions({
    functions: functions.map(({ name, options }) => ({ name, options: { ...options, functions: failing } })),
  });
  expect([...lambda.stored.keys()].toSorted()).toEqual(['create', 'delete']);
  expect(deploymentFailure(deployed, names.length)).toMatchObject({
    message: '1 of 3 functions failed; done: create, delete',
    problems: ['list: aws/refused: no room', 'list: Make room.'],
    hint: expect.stringContaining('--only=list deploys'),
  });
});

it('the error of a single function is its own', async () => {
  const deployed = await deployFunctions({ functions: [await functionOf('list', null)] });
  expect(deploymentFailure(deployed, 1)).toMatchObject({ code: 'deploy/role-missing' });
});
