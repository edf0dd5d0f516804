import { join } from 'node:path';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

const scratch = temporaryFolders();

it.each([
  ['python/', 'python/python/'],
  ['lib/python3.12/', 'python/lib/python3.12/'],
])('own code that brings a folder %s of the layer’s layout fails the build', async (folder, inZip) => {
  const project = await lockedProject(await scratch(), [], { sources: 'src' });
  await writeTree(join(project.projectRoot, 'src'), { [`${folder}own_code/__init__.py`]: '' });
  const { code, problems } = await failureOf(buildLayer(project));
  expect(code).toBe('audit/failed');
  expect(problems).toEqual([expect.stringMatching(/^python\/.*are in .*\(structure\/nested-root\)/)]);
  expect(problems[0]).toContain(`are in ${inZip}, which becomes /opt/${inZip}`);
  expect(problems[0]).toContain('“sources” of layer.json');
});
