import { describeAffected } from '../src/affected/describe-affected.ts';
import { publishAffected } from '../src/affected/publish-affected.ts';

it('nx affected -t publish builds and publishes the three changed layers of fifty, and no others', async () => {
  const request = { layers: 50, changed: 3 };
  const run = await publishAffected(request);
  expect(run.changed).toHaveLength(3);
  const steps = ['build', 'verify', 'publish'];
  const wanted = run.changed.flatMap((layer) => steps.map((step) => `${layer}:${step}`));
  expect(run.tasks.map(({ task }) => task).toSorted()).toEqual(wanted.toSorted());
  expect(run.tasks.map(({ status }) => status)).toEqual(wanted.map(() => 'success'));
  expect(run.published).toEqual(run.changed.map((layer) => `${layer}:1`));
  expect(run.nxAlone).toBeGreaterThan(0);
  console.log(describeAffected(run, request).join('\n'));
}, 600_000);
