import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel } from '@layerkit/testing-packages';
import { checkStructure, unpackedBytesOf } from '@layerkit/audit';
import { openSubject } from '@layerkit/audit/subject';
import { planLayer, spliceLayer } from '@layerkit/assembly';

const scratch = temporaryFolders();
const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const check = async (zip: Buffer) => {
  const path = join(await scratch(), 'layer.zip');
  await writeFile(path, zip);
  return failureOf(openSubject({ zipPath: path, target }).then(checkStructure));
};

it('a spliced layer has a valid structure and the planned size', async () => {
  const folder = await scratch();
  const path = join(folder, 'layer.zip');
  const wheels = [await makeWheel(folder, { name: 'alpha', files: { 'a.py': 'x' } })];
  const plan = await planLayer({ wheels, prune: [] });
  await spliceLayer(plan, path);
  const subject = await openSubject({ zipPath: path, target });
  checkStructure(subject);
  expect({
    bytes: subject.bytes,
    unpackedBytes: unpackedBytesOf(subject.entries),
    entries: subject.entries.length,
  }).toEqual(plan.size);
});

it('files and directories outside python/ are refused', async () => {
  const zip = rawZip([
    { name: 'build/python/a.py' },
    { name: 'python/' },
    { name: 'python/b.py', mode: 0o120777 },
  ]);
  const { code, problems } = await check(zip);
  expect(code).toBe('archive/invalid');
  expect(problems).toEqual([
    '"python/b.py" is a symbolic link',
    '"build/python/a.py" is not a file below python/',
    '"python/" is not a file below python/',
  ]);
});

it('an empty layer is refused', async () => {
  expect((await check(rawZip([]))).code).toBe('layer/empty');
});
