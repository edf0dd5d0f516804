import { parseFunctionDefinition } from './read-definition.ts';

const fn = { functionName: 'orchestrator', runtime: 'python3.12', handler: 'app.handle' };

it.each<[string, object, string]>([
  [
    'a log level for text logs',
    { applicationLogLevel: 'DEBUG' },
    'applicationLogLevel: needs "logFormat": "JSON"',
  ],
  [
    'SnapStart before python3.12',
    { runtime: 'python3.11', snapStart: 'PublishedVersions' },
    'snapStart: is not',
  ],
  [
    'SnapStart with a large /tmp',
    { snapStart: 'PublishedVersions', ephemeralStorageMb: 1024 },
    'snapStart: does not',
  ],
  ['a subnet’s name', { vpc: { subnetIds: ['a'], securityGroupIds: ['sg-1'] } }, 'vpc.subnetIds.0: must be'],
  [
    'a queue as a key',
    { kmsKey: 'arn:aws:sqs:eu-central-1:123456789012:q' },
    'kmsKey: must be the ARN of a KMS key',
  ],
  ['a path outside /mnt', { fileSystems: [{ arn: 'arn:x', path: '/opt/x' }] }, 'fileSystems.0.path: must be'],
  [
    'a variable that Lambda sets',
    { environment: { AWS_REGION: 'x' } },
    'environment: "AWS_REGION" is a variable',
  ],
  ['a variable of one letter', { environment: { A: 'x' } }, 'environment: "A" must be at least two'],
  ['a tag of AWS', { tags: { 'aws:x': '' } }, 'tags'],
  ['a tag of layerkit', { tags: { 'layerkit:project': 'x' } }, 'tags'],
  ['Manual without a version', { runtimeManagement: { updateOn: 'Manual' } }, 'runtimeManagement.version'],
  [
    'a value instead of a name',
    { environment: { TOKEN: { fromEnvironment: 'a canary!' } } },
    'environment.TOKEN.fromEnvironment: must be the name',
  ],
  ['a log group with a space', { logGroup: 'my logs' }, 'logGroup: must be'],
])('function.json refuses %s', async (_what, fields, problem) => {
  const refused = parseFunctionDefinition(JSON.stringify({ ...fn, ...fields }), 'function.json');
  await expect(refused).rejects.toMatchObject({
    code: 'definition/invalid',
    problems: expect.arrayContaining([expect.stringContaining(problem)]),
  });
  await expect(refused).rejects.not.toMatchObject({
    problems: expect.arrayContaining([expect.stringContaining('canary')]),
  });
});
