import { readFileSync } from 'node:fs';
import { inWorkspace } from './places.mjs';

/** Returns the packages of a requirements file, each with its hashes. */
const packagesOf = (name: string) =>
  readFileSync(inWorkspace('tools', 'setup', 'python-tools', name), 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .split(/\n(?! )/)
    .filter((entry) => entry !== '');

it.each([
  'uv.txt',
  'runtime-client.txt',
  'runtime-sdk.txt',
  'workflow-validators.txt',
  'stack-validators.txt',
])('%s pins every package by version and hashes, and names no host', (name) => {
  const packages = packagesOf(name);
  expect(packages.length).toBeGreaterThan(0);
  for (const entry of packages)
    expect(entry).toMatch(/^[a-z0-9-]+==[\w.]+(?: ; [^\n\\]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+\n?$/);
});
