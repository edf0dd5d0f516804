import { readdirSync, readFileSync } from 'node:fs';

// Compares each policy in docs/ci.md with the requests that the code makes.

const read = (relative: string): string => readFileSync(new URL(relative, import.meta.url), 'utf8');

interface Statement {
  readonly Action: string | readonly string[];
}

/** The actions of each policy on the page, by the bold text before it. */
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

/** Returns the IAM names of the Lambda operations that the modules use. */
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
 * Operations whose IAM action has another name (AWS’s “Actions, resources, and condition keys for AWS Lambda”).
 */
const otherNames: Readonly<Record<string, string>> = {
  GetLayerVersionByArn: 'GetLayerVersion',
  Invoke: 'InvokeFunction',
};

const passRole = 'iam:PassRole';

it('the publish policy allows exactly the operations that publish uses', () => {
  expect(policies.get('publish')).toEqual(actionsOf('layer-versions.ts'));
});

it('the policy for deploy and smoke allows exactly their operations and passing the function’s role', () => {
  // GetFunction answers with the tags if ListTags is allowed
  const actions = [...actionsOf('functions.ts', 'invocation.ts'), 'lambda:ListTags'].toSorted();
  expect(policies.get('deploy and smoke')).toEqual([passRole, ...actions]);
});

it('the policy for verify --on=lambda allows listing, removing, creating and invoking', () => {
  const made = ['CreateFunction', 'GetFunction', 'GetLayerVersion', 'InvokeFunction', 'PublishLayerVersion'];
  expect(policies.get('verify --on=lambda')).toEqual(
    [passRole, ...actionsOf('temporary-resources.ts'), ...made.map((name) => `lambda:${name}`)].toSorted(),
  );
});

it('the policy for smoke cases with an environment allows listing, creating, invoking and deleting copies', () => {
  const made = ['CreateFunction', 'DeleteFunction', 'GetFunction', 'InvokeFunction', 'ListFunctions'];
  expect(policies.get('smoke with an environment of its own')).toEqual(
    made.map((name) => `lambda:${name}`).toSorted(),
  );
});

it('the policies cover every module that sends requests to Lambda', () => {
  const asking = readdirSync(new URL('./', import.meta.url)).filter(
    (module) => !module.endsWith('.spec.ts') && actionsOf(module).length > 0,
  );
  // resolve-where.ts builds a request only to read its address
  expect(asking.toSorted()).toEqual([
    'functions.ts',
    'invocation.ts',
    'layer-versions.ts',
    'resolve-where.ts',
    'temporary-resources.ts',
  ]);
});
