import { completeTargets, namedTargets } from './project-targets.ts';

it('a layer without requirements and entry modules has no targets for lock, outdated and imports', () => {
  const names = ['build', 'inspect', 'why', 'verify', 'publish'];
  expect(Object.keys(namedTargets('layer'))).toEqual(names);
  expect(Object.keys(completeTargets('layer'))).toEqual(names);
});

it('a layer with both has all targets, in the order in which they run', () => {
  expect(Object.keys(namedTargets('layer', ['entry-modules', 'requirements']))).toEqual([
    'lock',
    'outdated',
    'imports',
    'build',
    'inspect',
    'why',
    'verify',
    'publish',
  ]);
});

it('a named target has its executor and nothing else', () => {
  expect(namedTargets('lambda')['deploy']).toEqual({ executor: '@layerkit/lambda:deploy' });
});

it('a complete target has its dependencies and a description', () => {
  expect(completeTargets('lambda')['smoke']).toEqual({
    executor: '@layerkit/lambda:smoke',
    metadata: { description: expect.stringMatching(/^Invokes/), technologies: ['python', 'aws-lambda'] },
    dependsOn: [{ target: 'deploy', params: 'forward' }],
    cache: false,
  });
});

it('a complete build is not cached while its plugin is a project of the workspace', () => {
  expect(completeTargets('layer')['build']?.cache).toBe(false);
});
