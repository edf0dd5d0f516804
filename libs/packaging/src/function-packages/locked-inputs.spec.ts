import { functionTableSchema } from '@layerkit/artifact/definition';
import { functionsToLock } from './locked-inputs.ts';

it('functions share the lock of their target, which prefers the versions of all their layers', () => {
  const { functions } = functionTableSchema.parse({
    runtime: 'python3.12',
    handler: 'a.b',
    requirements: 'requirements.in',
    functions: {
      one: { layers: ['deps', 'tools'] },
      arm: { architecture: 'arm64' },
      two: { layers: ['tools', 'models'] },
    },
  });
  const locked = functionsToLock(functions.map(({ definition }) => definition));
  expect(locked).toMatchObject([
    { architecture: 'x86_64', requirements: 'requirements.in', layers: ['deps', 'tools', 'models'] },
    { architecture: 'arm64', requirements: 'requirements.in', layers: [] },
  ]);
});
