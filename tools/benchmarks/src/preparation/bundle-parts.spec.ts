import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleParts } from './bundle-parts.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'layerkit-parts-'));
  await bundleParts(home);
});
afterAll(() => rm(home, { recursive: true }));

it.each(['splice.mjs', 'audit.mjs'])(
  '%s contains all libraries that it uses, and reads no file next to them',
  async (name) => {
    const program = await readFile(join(home, name), 'utf8');
    expect(program).not.toMatch(/from "@layerkit\//);
    expect(program).not.toContain('import.meta.url');
  },
);

it('the build without an audit loads the other libraries as packages', async () => {
  const program = await readFile(join(home, 'build-unaudited.mjs'), 'utf8');
  expect(program).toMatch(/from "@layerkit\/assembly"/);
  expect(program).not.toMatch(/from "@layerkit\/packaging"/);
});
