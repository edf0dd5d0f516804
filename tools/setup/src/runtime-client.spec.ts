import { runtimes } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { clientVersions } from './runtime-client.mjs';

it('runtime-client.mjs installs AWS’s client for every runtime’s Python from 3.10 on, the first that has wheels', () => {
  const wanted = runtimes.map(runtimeFacts).filter(({ pythonMinor }) => pythonMinor >= 10);
  expect(clientVersions).toEqual(expect.arrayContaining(wanted.map(({ pythonVersion }) => pythonVersion)));
});
