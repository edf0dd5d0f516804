import { deployFunction } from '@layerkit/publishing/functions';
import { publishLayer } from '@layerkit/publishing/layer-versions';
import { smokeFunction } from '@layerkit/publishing/smoke';
import { definitionOf, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { functionText } from '../functions/function-text.ts';
import { startLocalAws, type LocalAws } from '../local-aws/start-local-aws.ts';

// Runs publish, deploy and smoke twice over the AWS SDK and the local Lambda.

let aws: LocalAws;
let workshop: Workshop;

beforeAll(async () => {
  [aws, workshop] = await Promise.all([startLocalAws(), openWorkshop()]);
});
afterAll(async () => {
  await aws.stop();
  await workshop.close();
});

const handler = functionText('greets');

const definition = definitionOf({
  functionName: 'pipeline',
  handler: 'app.handle',
  description: 'both ways',
  memoryMb: 256,
  timeoutSeconds: 10,
  environment: { NAME: 'one' },
  logFormat: 'JSON',
  layers: ['first', 'second'],
  smoke: [
    {
      name: 'greets from the second layer',
      expect: { greeting: 'second', from: '/opt/python/greeting.py', name: 'one' },
      budget: { durationMs: 10_000, initDurationMs: 20_000, maxMemoryMb: 256 },
    },
  ],
});

const walk = async (changed = definition) => {
  const { layers, functions, invocation } = aws.lambda;
  const build = (name: string) =>
    workshop.layer(name, 'python3.12/x86_64', { 'python/greeting.py': `text = "${name}"\n` });
  const attached = [];
  const published = [];
  for (const project of ['first', 'second']) {
    const artifacts = [await build(project)];
    attached.push({ project, artifacts });
    published.push(...(await publishLayer({ artifacts, layers })).results.map(({ status }) => status));
  }
  const artifact = await workshop.function(changed, { 'app.py': handler });
  const { status, plan } = await deployFunction({
    project: 'pipeline',
    definition: changed,
    artifact,
    attached,
    layers,
    functions,
  });
  const report = await smokeFunction({ definition: changed, invocation });
  const steps = plan.steps.map(({ action }) => action);
  return {
    published,
    status,
    steps,
    passed: report.passed,
    problems: report.cases.flatMap((c) => c.problems),
  };
};

it('the first run publishes, creates and tests, the second changes nothing, the third only what changed', async () => {
  const proven = { passed: true, problems: [] };
  const nothing = { published: ['unchanged', 'unchanged'], ...proven };
  expect(await walk()).toEqual({
    published: ['published', 'published'],
    status: 'created',
    steps: ['create'],
    ...proven,
  });
  expect(await walk()).toEqual({ ...nothing, status: 'unchanged', steps: [] });
  const larger = { ...definition, memoryMb: 512 };
  expect(await walk(larger)).toEqual({ ...nothing, status: 'updated', steps: ['updateConfiguration'] });
  expect(await walk(larger)).toEqual({ ...nothing, status: 'unchanged', steps: [] });
}, 60_000);
