import { readdirSync, readFileSync } from 'node:fs';

// docs/ci.md says what a role needs. Each policy there is held against the requests that the code makes.

const read = (relative: string): string => readFileSync(new URL(relative, import.meta.url), 'utf8');

interface Statement {
  readonly Action: string | readonly string[];
}

/** The actions of each policy of the page, by the bold words before it. */
const policies = new Map(
  [
    ...read('../../../../docs/ci.md').matchAll(
      /^\*\*([^*]+)\*\*[^`]*(?:`[^`]+`[^`]*)*```json\n([^]*?)^```/gm,
    ),
  ].map(([, title = '', json = '']) => {
    const { Statement } = JSON.parse(json) as { readonly Statement: readonly Statement[] };
    return [title, Statement.flatMap(({ Action }) => Action).toSorted()] as const;
  }),
);

/** What IAM calls the operations that a module asks Lambda for. */
const actionsOf = (...modules: readonly string[]): readonly string[] => {
  const operations = modules.flatMap((module) =>
    [...read(`./${module}`).matchAll(/\bnew (\w+)Command\(|\bpaginate(\w+)\(/g)].map(
      ([, command, pages]) => command ?? pages ?? '',
    ),
  );
  const actions = operations.map((operation) => `lambda:${otherNames[operation] ?? operation}`);
  return [...new Set(actions)].toSorted();
};

/**
 * AWS’s “Actions, resources, and condition keys for AWS Lambda”: all others are called like their operation.
 */
const otherNames: Readonly<Record<string, string>> = {
  GetLayerVersionByArn: 'GetLayerVersion',
  Invoke: 'InvokeFunction',
};

const passRole = 'iam:PassRole';

it('publish may do what it asks for, and nothing else', () => {
  expect(policies.get('publish')).toEqual(actionsOf('layer-versions.ts'));
});

it('deploy and smoke may do what they ask for, and hand on the functions’ role', () => {
  expect(policies.get('deploy and smoke')).toEqual([passRole, ...actionsOf('functions.ts', 'invocation.ts')]);
});

it('verify on Lambda may list and remove, make one function with one layer, and call it', () => {
  const made = ['CreateFunction', 'GetFunction', 'GetLayerVersion', 'InvokeFunction', 'PublishLayerVersion'];
  expect(policies.get('verify --on=lambda')).toEqual(
    [passRole, ...actionsOf('temporary-resources.ts'), ...made.map((name) => `lambda:${name}`)].toSorted(),
  );
});

it('leaves out no module that asks Lambda for something', () => {
  const asking = readdirSync(new URL('./', import.meta.url)).filter(
    (module) => !module.endsWith('.spec.ts') && actionsOf(module).length > 0,
  );
  // resolve-where.ts builds a request to learn its address, and drops it
  expect(asking.toSorted()).toEqual([
    'functions.ts',
    'invocation.ts',
    'layer-versions.ts',
    'resolve-where.ts',
    'temporary-resources.ts',
  ]);
});
